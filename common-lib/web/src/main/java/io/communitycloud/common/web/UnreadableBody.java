package io.communitycloud.common.web;

import tools.jackson.core.JacksonException;

/** What a handler read from the body itself does not fit the type it must; answered as 400 like any unreadable body. */
public final class UnreadableBody extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final JacksonException reason;

    public UnreadableBody(JacksonException reason) {
        super("unreadable-body", reason, false, false);
        this.reason = reason;
    }

    public JacksonException reason() {
        return reason;
    }
}
