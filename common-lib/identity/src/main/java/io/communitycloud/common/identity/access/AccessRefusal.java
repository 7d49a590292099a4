package io.communitycloud.common.identity.access;

import io.communitycloud.common.web.Refusal;

/** Why the law keeps a caller out. */
public enum AccessRefusal implements Refusal {
    /** The role may not, or the token lacks what bounds the call. */
    FORBIDDEN("forbidden"),
    /** No purpose was stated, or none that opens this operation. */
    PURPOSE_REQUIRED("purpose-required");

    private final String code;

    AccessRefusal(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Kind kind() {
        return Kind.FORBIDDEN;
    }
}
