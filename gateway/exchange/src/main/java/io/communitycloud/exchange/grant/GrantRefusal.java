package io.communitycloud.exchange.grant;

import io.communitycloud.common.web.Refusal;

/** Why something cannot be done with a grant. */
enum GrantRefusal implements Refusal {
    /** It was decided before, or is over. */
    WRONG_STATE("grant-wrong-state", Kind.CONFLICT),
    /** Who asked cannot allow. */
    SAME_PERSON("grant-same-person", Kind.RULE);

    private final String code;
    private final Kind kind;

    GrantRefusal(String code, Kind kind) {
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
