package io.communitycloud.common.web;

/** The body is longer than the operation accepts; answered as 413 {@code body-too-large}. */
public final class BodyTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    public BodyTooLarge(long limit) {
        super("body-too-large", null, false, false);
        this.limit = limit;
    }

    /** The most bytes the operation accepts. */
    public long limit() {
        return limit;
    }
}
