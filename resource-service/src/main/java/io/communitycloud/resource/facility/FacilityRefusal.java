package io.communitycloud.resource.facility;

import io.communitycloud.common.web.Refusal;

/** Why a facility cannot do what is asked. */
public enum FacilityRefusal implements Refusal {
    /** It takes nobody in: sealed, or on its way between two uses. */
    CLOSED("facility-closed", Kind.CONFLICT),
    /** More beds are said to be taken or closed than there are. */
    MORE_THAN_TOTAL("occupancy-over-total", Kind.RULE);

    private final String code;
    private final Kind kind;

    FacilityRefusal(String code, Kind kind) {
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
