package io.communitycloud.emergency.quarantine;

/** Whether an order is in force. */
public enum QuarantineStatus {
    ACTIVE,
    ENDED
}
