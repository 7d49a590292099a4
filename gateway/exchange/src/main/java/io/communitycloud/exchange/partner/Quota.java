package io.communitycloud.exchange.partner;

/**
 * How much a partner may ask.
 *
 * @param calls in a window, refilled steadily; also the largest burst
 * @param windowSeconds how long a window is
 * @param emergencyCalls in a window while a response level of I or II is in force
 */
record Quota(int calls, int windowSeconds, int emergencyCalls) {

    /** What a partner has until somebody decides otherwise: ten a second, thirty in an emergency. */
    static final Quota USUAL = new Quota(600, 60, 1_800);
}
