package io.communitycloud.legacy.catalogue;

import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.Map;

/**
 * One system as the catalogue has it.
 *
 * @param id for example {@code PSB-01}
 * @param charset in which it writes
 * @param hours when it answers, Asia/Shanghai
 * @param medianMillis half of its answers take no longer
 * @param slowMillis 95 of 100 of its answers take no longer
 * @param rates share of calls by fault, for example {@code error_rate}
 */
public record SystemProfile(
        String id,
        String name,
        Charset charset,
        Hours hours,
        int medianMillis,
        int slowMillis,
        Map<String, Double> rates) {

    public SystemProfile {
        rates = Map.copyOf(rates);
    }

    public boolean isOpenAt(LocalDateTime time) {
        return hours.contain(time);
    }

    public double rate(String fault) {
        return rates.getOrDefault(fault, 0.0);
    }
}
