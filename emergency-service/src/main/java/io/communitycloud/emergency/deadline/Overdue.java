package io.communitycloud.emergency.deadline;

/**
 * Something with deadlines of its own.
 *
 * <p>What fires is decided by the aggregate in the state it is found in, so firing twice is firing once.
 */
public interface Overdue {

    /** Lets the one deadline that was over first fire; false where none is over. */
    boolean fireOne();
}
