package io.communitycloud.notice.category;

/** Whether a notice can wait for the end of the quiet hours. */
public enum Priority {
    NORMAL,
    URGENT
}
