package io.communitycloud.exchange.partner;

import io.communitycloud.common.web.Refusal;

/** Why something cannot be done with a partner. */
enum PartnerRefusal implements Refusal {
    /** Its bureau is a partner already. */
    ALREADY_REGISTERED("partner-already-registered", Kind.CONFLICT),
    /** Its state forbids it. */
    WRONG_STATE("partner-wrong-state", Kind.CONFLICT),
    /** Who asked cannot approve. */
    SAME_PERSON("partner-same-person", Kind.RULE),
    /** The key is one of this or another partner's, retired ones included. */
    KEY_KNOWN("partner-key-known", Kind.CONFLICT),
    /** It has as many keys as one may have. */
    TOO_MANY_KEYS("partner-too-many-keys", Kind.RULE),
    /** What was approved or retired already. */
    ALREADY_DECIDED("partner-already-decided", Kind.CONFLICT),
    /** The nonce came before. */
    NONCE_USED("signature-replayed", Kind.CONFLICT);

    private final String code;
    private final Kind kind;

    PartnerRefusal(String code, Kind kind) {
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
