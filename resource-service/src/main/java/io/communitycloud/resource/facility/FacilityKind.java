package io.communitycloud.resource.facility;

/** What a facility is. */
public enum FacilityKind {
    /** 后备定点医院, a hospital that becomes a designated one. */
    STANDBY_HOSPITAL,
    /** 方舱医院, a hall that becomes a makeshift hospital. */
    MAKESHIFT_HOSPITAL,
    /** 发热门诊 or 发热哨点诊室. */
    FEVER_CLINIC,
    /** 集中隔离点, rooms for those under observation. */
    QUARANTINE_SITE,
    /** 应急避灾站点, a shelter of a neighbourhood. */
    EVACUATION_SITE,
    /** Any other room or hall of a community. */
    VENUE
}
