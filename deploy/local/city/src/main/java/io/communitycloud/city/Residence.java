package io.communitycloud.city;

/** Whether a person is on the local register or has come from elsewhere. */
public enum Residence {
    /** 户籍. */
    REGISTERED,
    /** 实有, 来沪. */
    ACTUAL
}
