package io.communitycloud.exchange.isolation;

import java.util.Arrays;

/** How long the last calls took, in milliseconds. */
final class Latencies {

    private static final int KEPT = 64;

    private final long[] last = new long[KEPT];
    private int count;

    synchronized void add(long millis) {
        last[count % KEPT] = millis;
        count++;
    }

    synchronized void forget() {
        count = 0;
    }

    /** The value that a share of them stays below, or -1 where there is none. */
    synchronized long percentile(double share) {
        int known = Math.min(count, KEPT);
        if (known == 0) {
            return -1;
        }
        long[] sorted = Arrays.copyOf(last, known);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(known - 1L, Math.round(Math.ceil(share * known)) - 1)];
    }
}
