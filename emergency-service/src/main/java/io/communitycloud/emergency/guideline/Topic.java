package io.communitycloud.emergency.guideline;

/** What a rule of a compound is about (入口管理, 外来人员, 物流, 公共场所). */
enum Topic {
    ENTRANCE,
    OUTSIDERS,
    LOGISTICS,
    PUBLIC_PLACE
}
