package io.communitycloud.edge.forward;

/** A request body longer than its route allows. */
public final class BodyTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    BodyTooLarge(long limit) {
        super("More than " + limit + " bytes", null, false, false);
        this.limit = limit;
    }

    /** In bytes. */
    public long limit() {
        return limit;
    }
}
