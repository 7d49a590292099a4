package io.communitycloud.emergency.quarantine;

import java.time.Instant;

/**
 * That the person was told of the order.
 *
 * @param by who told her, a token's subject
 */
public record Serving(Way how, Instant at, String by) {

    /** How she was told. */
    public enum Way {
        /** 当面送达. */
        IN_PERSON,
        /** 电话告知. */
        PHONE,
        /** 邮寄. */
        POST,
        /** 电子送达. */
        ELECTRONIC
    }
}
