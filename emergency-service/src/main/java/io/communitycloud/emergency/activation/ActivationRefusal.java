package io.communitycloud.emergency.activation;

import io.communitycloud.common.web.Refusal;

/** Why a plan is not activated, or an activation not ended, as asked. */
enum ActivationRefusal implements Refusal {

    /** No version of the plan is in force. */
    NOTHING_IN_FORCE("plan-not-in-force", Kind.CONFLICT),
    /** The incident is over. */
    INCIDENT_OVER("incident-over", Kind.CONFLICT),
    /** The incident happened outside the plan's area. */
    ANOTHER_AREA("plan-of-another-area", Kind.RULE),
    /** The plan is for other types of incidents. */
    ANOTHER_TYPE("plan-of-another-type", Kind.RULE),
    /** The plan is active for the incident already. */
    ACTIVE_ALREADY("plan-active-already", Kind.CONFLICT),
    /** The activation is over. */
    OVER("activation-over", Kind.CONFLICT),
    /** An activation has no such step. */
    NO_SUCH_STEP("activation-step-unknown", Kind.NOT_FOUND),
    /** The step was undone already. */
    COMPENSATED_ALREADY("activation-step-compensated-already", Kind.CONFLICT),
    /** The incident still has an activation running. */
    STILL_RUNNING("activation-running", Kind.CONFLICT);

    private final String code;
    private final Kind kind;

    ActivationRefusal(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
