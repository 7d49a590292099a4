package io.communitycloud.resident.resident;

/** As what somebody belongs to an organisation. */
enum OrganisationRole {
    /** 负责人 */
    HEAD,
    /** 委员、骨干 */
    OFFICER,
    /** 成员 */
    MEMBER,
    /** 职工 */
    EMPLOYEE
}
