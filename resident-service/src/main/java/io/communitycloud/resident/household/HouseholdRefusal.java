package io.communitycloud.resident.household;

import io.communitycloud.common.web.Refusal;

/** Why a household cannot be ended. */
enum HouseholdRefusal implements Refusal {
    /** Residents belong to it. */
    HAS_MEMBERS("household-has-members"),
    /** A resident is joining it at this moment. */
    BEING_JOINED("household-being-joined");

    private final String code;

    HouseholdRefusal(String code) {
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
