package io.communitycloud.team.mobilisation;

/** Why a mobilisation is over. */
public enum StandDownReason {
    DONE,
    CALLED_BY_MISTAKE,
    ACTIVATION_COMPLETED,
    ACTIVATION_ABORTED,
    STEP_COMPENSATED
}
