package io.communitycloud.team.volunteer;

/** Why a volunteer is one no more. */
public enum WithdrawalReason {
    OWN_WISH,
    EXCLUDED,
    DIED,
    REMOVED,
    /** Nobody answers for a minor any more. */
    GUARDIAN_GONE
}
