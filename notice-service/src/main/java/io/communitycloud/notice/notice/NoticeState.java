package io.communitycloud.notice.notice;

/** Where a notice stands. */
public enum NoticeState {
    DRAFT,
    PUBLISHED,
    EXPIRED,
    RECALLED,
    /** Taken away before it was published. */
    REMOVED,
    /** A step of an activation asked for it and was told that it cannot be. */
    REFUSED
}
