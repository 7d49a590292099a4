package io.communitycloud.bench.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What single operations took. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Latency(long[] nanos) {

    Latency {
        Arrays.sort(nanos);
    }

    static Latency of(List<Long> nanos) {
        return new Latency(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    double millis(double quantile) {
        int index = (int) Math.ceil(quantile * nanos.length) - 1;
        return nanos[Math.clamp(index, 0, nanos.length - 1)] / 1e6;
    }

    double max() {
        return nanos[nanos.length - 1] / 1e6;
    }

    /** Median, 99th percentile and the worst, in milliseconds. */
    String cell() {
        return String.format(Locale.ROOT, "%.2f / %.2f / %.1f", millis(0.5), millis(0.99), max());
    }
}
