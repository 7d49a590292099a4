package io.communitycloud.common.identity;

/** By what an operation bounds its caller; a row of the access law names one. */
public enum ScopeKind {
    /** By the caller's kind: area for officials, own record for residents, facility, team, firm or bureau. */
    CALLER,
    /** By the area claim and below. */
    AREA,
    /** By the resident's own record. */
    RESIDENT,
    /** By the household of the resident. */
    HOUSEHOLD,
    /** By the facility claim. */
    FACILITY,
    /** By the team claim. */
    TEAM,
    /** By the property firm claim. */
    FIRM,
    /** By the bureau claim. */
    BUREAU,
    /** By the area a system principal states in {@code X-Scope-Area}. */
    SYSTEM,
    /** Not at all: what the operation answers is public to every role of the row. */
    NONE
}
