package io.communitycloud.team.mobilisation;

/** What a team said to a call. */
public enum CallAnswer {
    /** Nothing yet. */
    PENDING,
    ACCEPTED,
    /** It cannot; the next in reserve is called in its place. */
    DECLINED,
    /** It cannot, and names another team that is called in its place. */
    STAND_IN
}
