package io.communitycloud.team.volunteer;

/** What has to be known of a volunteer's age, and no more: whether somebody must answer for her. */
public enum AgeGroup {
    ADULT,
    /** A minor; her guardian agrees. */
    FROM_14_TO_17,
    /** A child: her data are sensitive and the guardian's consent is what allows to keep them (PIPL, Art. 28 and 31). */
    UNDER_14
}
