package io.communitycloud.resource.requisition;

/** How a difference between what was sent and what was counted is settled. */
public enum Resolution {
    /** 途中损耗: what is missing is lost. */
    LOST,
    /** 发货有误: what was counted is right; the supplier's lot is put right. */
    SENT_OTHERWISE,
    /** 复核更正: what was sent is right; the receiver's lot is put right. */
    RECOUNTED
}
