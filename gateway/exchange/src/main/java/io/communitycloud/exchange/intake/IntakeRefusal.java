package io.communitycloud.exchange.intake;

import io.communitycloud.common.web.Refusal;

/** Why something that was sent to us is not taken. */
enum IntakeRefusal implements Refusal {
    /** It bears no signature or key, or not in the form agreed. */
    UNSIGNED("push-unsigned", Kind.UNAUTHENTICATED),
    /** Its signature is not that of what was sent, or its key is not the system's. */
    SIGNATURE_WRONG("push-signature-wrong", Kind.UNAUTHENTICATED),
    /** Its time is further from ours than agreed. */
    TIME_OFF("push-time-off", Kind.UNAUTHENTICATED),
    /** The file does not open with the system's key, or was altered. */
    SEAL_BROKEN("file-seal-broken", Kind.UNAUTHENTICATED),
    /** The system pushed more often within a minute than its manifest allows. */
    TOO_MANY("push-too-many", Kind.TOO_MANY),
    /** The name of the push is that of another one. */
    KEY_OF_ANOTHER("push-key-of-another", Kind.RULE),
    /** The same push is being written at this moment. */
    BEING_ACCEPTED("push-being-accepted", Kind.UNAVAILABLE),
    /** The system's key is not there yet. */
    KEY_MISSING("push-key-missing", Kind.UNAVAILABLE);

    private final String code;
    private final Kind kind;

    IntakeRefusal(String code, Kind kind) {
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
