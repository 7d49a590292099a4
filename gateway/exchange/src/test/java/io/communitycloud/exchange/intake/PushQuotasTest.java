package io.communitycloud.exchange.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.common.web.problem.Failures;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a system may push in a minute, by a clock the test sets. */
class PushQuotasTest {

    private final AtomicLong nanos = new AtomicLong();
    private final PushQuotas quotas = new PushQuotas(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void takesABurstAndThenAsMuchAsTheMinuteGives() {
        taken("HLT-03", 6);
        taken("HLT-03", 6);
        for (int push = 3; push <= 6; push++) {
            taken("HLT-03", 6);
        }
        refused("HLT-03", 6);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        taken("HLT-03", 6);
        refused("HLT-03", 6);
    }

    @Test
    void countsEachSystemByItself() {
        taken("HLT-03", 1);
        refused("HLT-03", 1);
        taken("EMB-01", 1);
    }

    @Test
    void beginsAnewWhereTheManifestSaysOtherwise() {
        taken("HLT-03", 1);
        refused("HLT-03", 1);
        taken("HLT-03", 2);
        taken("HLT-03", 2);
        refused("HLT-03", 2);
    }

    @Test
    void countsNothingWhereNothingIsSaid() {
        for (int push = 0; push < 1_000; push++) {
            taken("ORG-01", null);
        }
    }

    @Test
    void tellsToComeAgain() {
        Failure failure = new Failures().of(new Refused(IntakeRefusal.TOO_MANY));
        assertThat(failure.status()).isEqualTo(429);
        assertThat(failure.retriable()).isTrue();
    }

    private void taken(String system, @Nullable Integer perMinute) {
        assertThatCode(() -> quotas.count(system, perMinute)).doesNotThrowAnyException();
    }

    private void refused(String system, int perMinute) {
        assertThatThrownBy(() -> quotas.count(system, perMinute)).isInstanceOf(Refused.class);
    }
}
