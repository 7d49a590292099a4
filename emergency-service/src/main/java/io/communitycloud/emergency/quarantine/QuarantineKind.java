package io.communitycloud.emergency.quarantine;

/** How a person is kept apart. */
public enum QuarantineKind {
    /** 居家: at home, cared for by the committee. */
    HOME,
    /** 集中: at a place set up for it, or on the way to one. */
    CENTRAL
}
