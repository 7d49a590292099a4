package io.communitycloud.common.web;

/** A change without {@code If-Match} might overwrite what the caller has never seen; answered as 428. */
public final class PreconditionRequired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PreconditionRequired() {
        super("precondition-required", null, false, false);
    }
}
