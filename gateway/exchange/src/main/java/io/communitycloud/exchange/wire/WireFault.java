package io.communitycloud.exchange.wire;

/** Why a call brought no answer that could be used; it holds no text of the system, which may hold anything. */
public final class WireFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public WireFault(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What may be said about it, and what follows from it. */
    public enum Kind {
        /** Nobody took the call. */
        UNREACHABLE(true, true),
        /** No answer came in time; the call was ended. */
        TIMEOUT(true, false),
        /** What came cannot be read. */
        BROKEN(true, true),
        /** The system says that something is wrong with itself. */
        FAILED(true, true),
        /** The system says that it is closed at present. */
        UNAVAILABLE(true, false),
        /** Our credentials are missing or not taken. */
        UNAUTHORIZED(true, false),
        /** The system wants us to ask later. */
        BUSY(false, true),
        /** The system does not want what was sent. */
        REFUSED(false, false),
        /** The system does not know what was asked for. */
        NOT_FOUND(false, false);

        private final boolean fault;
        private final boolean worthAnother;

        Kind(boolean fault, boolean worthAnother) {
            this.fault = fault;
            this.worthAnother = worthAnother;
        }

        /** Whether it says that the system is unwell. */
        public boolean isFault() {
            return fault;
        }

        /** Whether a safe call may be tried again at once. */
        public boolean isWorthAnother() {
            return worthAnother;
        }
    }
}
