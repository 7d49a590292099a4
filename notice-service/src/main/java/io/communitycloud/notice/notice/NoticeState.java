package io.communitycloud.notice.notice;

/** Where a notice stands. */
public enum NoticeState {
    DRAFT,
    PUBLISHED,
    EXPIRED,
    RECALLED,
    /** Taken away before it was published. */
    REMOVED
}
