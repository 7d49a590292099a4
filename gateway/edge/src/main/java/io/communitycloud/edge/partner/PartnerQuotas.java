package io.communitycloud.edge.partner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds each partner to its own quota, the larger one while an emergency is on. */
@Component
class PartnerQuotas {

    private static final long NANOS = 1_000_000_000L;
    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterAccess(LONGEST_WINDOW.plusMinutes(1))
            .build();

    /** Counts a call and tells what is left; how long to wait where nothing is. */
    Optional<Duration> exceeded(Partner partner, boolean emergency, HttpServletResponse response) {
        int calls = emergency ? Math.max(partner.quotaCalls(), partner.quotaEmergencyCalls()) : partner.quotaCalls();
        Duration window = Duration.ofSeconds(partner.quotaWindowSeconds());
        Bucket bucket = buckets.get(
                partner.bureau() + ' ' + calls + ' ' + window.toSeconds(),
                unknown -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(calls).refillGreedy(calls, window))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Policy", "\"partner\";q=" + calls + ";w=" + window.toSeconds());
        response.setHeader(
                "RateLimit",
                "\"partner\";r=" + probe.getRemainingTokens() + ";t="
                        + Math.ceilDiv(probe.getNanosToWaitForReset(), NANOS));
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
