package io.communitycloud.resident.resident;

/** On what footing a person lives here. */
public enum ResidenceKind {
    /** 户籍: the household register is here. */
    REGISTERED,
    /** 实有: lives here, registered elsewhere. */
    ACTUAL
}
