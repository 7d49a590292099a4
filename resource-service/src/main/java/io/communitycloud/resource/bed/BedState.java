package io.communitycloud.resource.bed;

/** What can be done with a bed at present; each bed is in exactly one of these, so their sum is the total. */
public enum BedState {
    /** Made and free. */
    AVAILABLE,
    /** Somebody is assigned to it. */
    OCCUPIED,
    /** Left a while ago and not yet made again. */
    CLEANING,
    /** Nobody can be put into it until it is repaired or staffed. */
    OUT_OF_SERVICE
}
