package io.communitycloud.edge.forward;

/** A call that brought no answer; it says how, because that decides what may be tried again and what the caller is told. */
public final class UpstreamFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public UpstreamFailure(Kind kind, String service, Throwable cause) {
        // The stack of a lost connection says nothing, and taking it is dear just when many calls fail.
        super(service + ": " + cause, cause, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** How the answer failed to come. */
    public enum Kind {
        /** No connection: the service has seen nothing. */
        UNREACHABLE,
        /** The connection broke: the service may have acted. */
        BROKEN,
        /** Patience ended: the service may still act. */
        TIMED_OUT
    }
}
