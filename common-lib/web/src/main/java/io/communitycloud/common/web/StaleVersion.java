package io.communitycloud.common.web;

/** Somebody else has changed the thing since the caller read it; answered as 412 {@code stale-version}. */
public final class StaleVersion extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StaleVersion() {
        super("stale-version", null, false, false);
    }
}
