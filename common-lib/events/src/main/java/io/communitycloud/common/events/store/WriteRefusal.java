package io.communitycloud.common.events.store;

import io.communitycloud.common.web.Refusal;

/** Why the store refuses a call before any domain rule is asked. */
public enum WriteRefusal implements Refusal {

    /** There is no such thing, or none in the caller's scope: the two are not told apart. */
    NOT_FOUND("not-found", Kind.NOT_FOUND),

    /** The Idempotency-Key was used for another body. */
    KEY_REUSED("idempotency-key-reused", Kind.RULE),

    /** The first call with this Idempotency-Key is still running. */
    KEY_IN_PROGRESS("idempotency-key-in-progress", Kind.CONFLICT),

    /** Others kept changing the thing while the act was tried; it was not done. */
    CONTENDED("contended", Kind.UNAVAILABLE);

    private final String code;
    private final Kind kind;

    WriteRefusal(String code, Kind kind) {
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
}
