package io.communitycloud.resource.requisition;

import io.communitycloud.common.web.Refusal;

/** Why a requisition does not go on as asked. */
enum RequisitionRefusal implements Refusal {
    /** It is not at the point where this is done. */
    WRONG_STATE("requisition-wrong-state", Kind.CONFLICT),
    /** The supplier is not an area above the one that asks. */
    SUPPLIER_NOT_ABOVE("requisition-supplier-not-above", Kind.RULE),
    /** Only the supplier's own people decide, ship and settle. */
    NOT_THE_SUPPLIER("requisition-not-the-supplier", Kind.RULE),
    /** Only the people of the area that asked count what arrives. */
    NOT_THE_RECEIVER("requisition-not-the-receiver", Kind.RULE),
    /** Another person than the one who asked must approve, and another than the one who counted must settle. */
    SAME_PERSON("requisition-same-person", Kind.RULE),
    /** More is granted than was asked for, or an item that was not, or nothing at all. */
    GRANTED_OTHERWISE("requisition-granted-otherwise", Kind.RULE),
    /** Each lot that was sent is counted, once, and no other. */
    COUNT_INCOMPLETE("requisition-count-incomplete", Kind.RULE),
    /** What is more than was sent cannot have been lost. */
    NOTHING_LOST("requisition-nothing-lost", Kind.RULE);

    private final String code;
    private final Kind kind;

    RequisitionRefusal(String code, Kind kind) {
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
