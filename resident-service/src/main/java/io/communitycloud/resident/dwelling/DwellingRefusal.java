package io.communitycloud.resident.dwelling;

import io.communitycloud.common.web.Refusal;

/** Why a home cannot be taken out of the register. */
enum DwellingRefusal implements Refusal {
    /** A household lives there. */
    LIVED_IN("dwelling-lived-in"),
    /** A household is moving in at this moment. */
    BEING_MOVED_INTO("dwelling-being-moved-into");

    private final String code;

    DwellingRefusal(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
