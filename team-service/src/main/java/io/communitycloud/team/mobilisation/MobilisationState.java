package io.communitycloud.team.mobilisation;

/** Where a mobilisation stands. */
public enum MobilisationState {
    /** Teams are called and not enough have accepted yet. */
    CALLING,
    /** As many accepted as were asked for. */
    MANNED,
    /** Too few accepted in time, or nobody is left to ask; who accepts still counts. */
    FELL_SHORT,
    /** It is over; the teams are free. */
    STOOD_DOWN,
    /** It never began: there was no team to call. */
    REFUSED
}
