package io.communitycloud.common.signatures;

/** A signature that proves nothing; costs no stack trace. */
public final class SignatureRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public SignatureRefused(Reason reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why, each with its stable code. */
    public enum Reason {
        /** The fields cannot be read, or say something the profile does not know. */
        MALFORMED("signature-malformed"),
        /** It leaves out what it must cover. */
        INCOMPLETE("signature-incomplete"),
        /** Made too long ago, or in the future. */
        OUT_OF_TIME("signature-out-of-time"),
        /** The body is not the one that was digested. */
        DIGEST("content-digest-mismatch"),
        /** The message is not the one that was signed, or another key signed it. */
        INVALID("signature-invalid");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
