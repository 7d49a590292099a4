package io.communitycloud.common.web;

/** Carries a {@link Refusal} up to the one advice that answers it; costs no stack trace. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** There is no such thing, or not for this caller; the two are not told apart. */
    public static Refused notFound() {
        return new Refused(Refusal.of("not-found", Refusal.Kind.NOT_FOUND));
    }
}
