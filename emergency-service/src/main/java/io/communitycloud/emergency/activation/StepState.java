package io.communitycloud.emergency.activation;

/** How far a step has come. */
enum StepState {
    /** Asked of its owner, who has not answered. */
    CALLED,
    /** Its owner has begun. */
    ACCEPTED,
    DONE,
    /** Its owner has begun and its time is over; it goes on, watched by the level above. */
    OVERDUE,
    /** It failed or nobody answered in time; its owner was asked to undo what there may be of it. */
    COMPENSATED,
    /** The activation ended before it was done. */
    STOPPED;

    /** Whether an answer may still change it. */
    boolean isOpen() {
        return this == CALLED || this == ACCEPTED || this == OVERDUE;
    }
}
