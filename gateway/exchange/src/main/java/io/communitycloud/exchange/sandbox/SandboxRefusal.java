package io.communitycloud.exchange.sandbox;

import io.communitycloud.common.web.Refusal;

/** Why the sandbox does not play along. */
enum SandboxRefusal implements Refusal {
    /** The bureau has neither been granted the operation nor asked for it. */
    NOT_ASKED_FOR("sandbox-not-asked-for", Kind.FORBIDDEN),
    /** What may be a real person's number or phone has no business here. */
    SYNTHETIC_ONLY("sandbox-synthetic-only", Kind.RULE),
    /** The role or purpose would not do in production either. */
    FORBIDDEN("forbidden", Kind.FORBIDDEN),
    /** The operation asks for a purpose. */
    PURPOSE("purpose-required", Kind.FORBIDDEN),
    /** As a system that does not know what is asked for. */
    NOT_KNOWN("not-known-there", Kind.NOT_FOUND),
    /** As a system that does not answer. */
    UNAVAILABLE("legacy-unavailable", Kind.UNAVAILABLE),
    /** As a system that bears no more calls. */
    BUSY("legacy-busy", Kind.UNAVAILABLE);

    private final String code;
    private final Kind kind;

    SandboxRefusal(String code, Kind kind) {
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
