package io.communitycloud.exchange.operation;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.isolation.Barred;
import io.communitycloud.exchange.wire.WireFault;

/** Why an operation on a legacy system brings no answer; in our words, whatever the system said. */
public enum OperationRefusal implements Refusal {
    /** The system does not answer at present. */
    UNAVAILABLE("legacy-unavailable", Kind.UNAVAILABLE),
    /** The system bears no more calls at present. */
    BUSY("legacy-busy", Kind.UNAVAILABLE),
    /** The system is outside its hours. */
    CLOSED("legacy-closed", Kind.UNAVAILABLE),
    /** The system is being worked on. */
    MAINTENANCE("legacy-maintenance", Kind.UNAVAILABLE),
    /** The system answered with an error of its own. */
    FAILED("legacy-failed", Kind.UNAVAILABLE),
    /** The system's answer cannot be read. */
    UNREADABLE("legacy-unreadable", Kind.UNAVAILABLE),
    /** The system does not take our credentials, which operations must mend. */
    UNAUTHORIZED("legacy-credentials", Kind.UNAVAILABLE),
    /** The system does not want what was asked. */
    REFUSED("legacy-refused", Kind.RULE),
    /** The system does not know what was asked for. */
    NOT_KNOWN("not-known-there", Kind.NOT_FOUND),
    /** The process died while it waited for the answer. */
    INTERRUPTED("interrupted", Kind.UNAVAILABLE),
    /** The operation has ended; its successor is in the migration register. */
    SUNSET("operation-sunset", Kind.CONFLICT),
    /** The caller's bureau was not granted this operation. */
    NOT_GRANTED("not-granted", Kind.FORBIDDEN);

    private final String code;
    private final Kind kind;

    OperationRefusal(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    Refused refused() {
        return new Refused(this);
    }

    static OperationRefusal of(WireFault.Kind fault) {
        return switch (fault) {
            case UNREACHABLE, TIMEOUT, UNAVAILABLE -> UNAVAILABLE;
            case FAILED -> FAILED;
            case BROKEN -> UNREADABLE;
            case UNAUTHORIZED -> UNAUTHORIZED;
            case BUSY -> BUSY;
            case REFUSED -> REFUSED;
            case NOT_FOUND -> NOT_KNOWN;
        };
    }

    static OperationRefusal of(Barred.Reason reason) {
        return switch (reason) {
            case OPEN -> UNAVAILABLE;
            case FULL, RATE -> BUSY;
            case CLOSED_HOURS -> CLOSED;
            case MAINTENANCE -> MAINTENANCE;
        };
    }
}
