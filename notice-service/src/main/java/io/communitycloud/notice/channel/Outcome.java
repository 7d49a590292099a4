package io.communitycloud.notice.channel;

/** What an adaptor says of a message it was handed. */
public enum Outcome {
    /** A carrier has it and will tell when it has arrived. */
    SENT,
    /** It has arrived. */
    DELIVERED,
    /** It belongs to an exercise and stays there. */
    WITHHELD
}
