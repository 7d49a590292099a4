package io.communitycloud.resident.organisation;

/** What an organisation is. */
public enum OrganisationKind {
    /** 居委会 */
    RESIDENTS_COMMITTEE,
    /** 村委会 */
    VILLAGERS_COMMITTEE,
    /** 业委会 */
    OWNERS_COMMITTEE,
    /** 党支部 */
    PARTY_BRANCH,
    /** 团队 */
    COMMUNITY_TEAM,
    /** 企业 */
    ENTERPRISE,
    /** 个体工商户 */
    SOLE_TRADER,
    /** 物业服务企业 */
    PROPERTY_FIRM,
    /** 社会组织 */
    SOCIAL_ORGANISATION,
    /** 事业单位, 学校 and 医疗机构 among them */
    PUBLIC_INSTITUTION,
    OTHER
}
