package io.communitycloud.emergency.quarantine;

/** Where a person is going to stay. */
public enum Destination {
    /** 上海. */
    SH,
    /** 江苏. */
    JS,
    /** 浙江. */
    ZJ,
    /** 安徽. */
    AH,
    /** Anywhere else. */
    OTHER
}
