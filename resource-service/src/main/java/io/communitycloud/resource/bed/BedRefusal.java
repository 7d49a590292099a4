package io.communitycloud.resource.bed;

import io.communitycloud.common.web.Refusal;

/** Why nobody can be put into a bed, or a bed not changed. */
enum BedRefusal implements Refusal {
    /** Somebody else has it. */
    TAKEN("bed-taken"),
    /** It is being cleaned or out of service. */
    NOT_READY("bed-not-ready"),
    /** The facility has no free bed of the kind. */
    NONE_FREE("no-free-bed"),
    /** Somebody is assigned to it; give it back first. */
    OCCUPIED("bed-occupied");

    private final String code;

    BedRefusal(String code) {
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
