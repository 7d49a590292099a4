package io.communitycloud.exchange.intake;

import io.communitycloud.common.web.Refused;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Holds each system to as many pushes in a minute as its manifest says, so that one that runs wild fills nobody's store.
 *
 * <p>What is refused is not lost: these systems push until they are told that it was taken.
 */
@Component
class PushQuotas {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<String, Share> shares = new ConcurrentHashMap<>();
    private final TimeMeter time;

    @Autowired
    PushQuotas() {
        this(TimeMeter.SYSTEM_MILLISECONDS);
    }

    PushQuotas(TimeMeter time) {
        this.time = time;
    }

    /**
     * Counts a push.
     *
     * @param perMinute null where the manifest sets no limit
     * @throws Refused where it is one too many
     */
    void count(String system, @Nullable Integer perMinute) {
        if (perMinute == null) {
            return;
        }
        int most = perMinute;
        // A manifest that changes its mind begins a new count.
        Share share = shares.compute(
                system,
                (_, known) -> known != null && known.perMinute() == most ? known : new Share(most, bucket(most)));
        if (!share.bucket().tryConsume(1)) {
            throw new Refused(IntakeRefusal.TOO_MANY);
        }
    }

    private Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                .withCustomTimePrecision(time)
                .build();
    }

    private record Share(int perMinute, Bucket bucket) {}
}
