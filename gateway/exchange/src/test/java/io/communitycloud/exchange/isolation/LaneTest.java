package io.communitycloud.exchange.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.exchange.manifest.Samples;
import io.communitycloud.exchange.wire.WireFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lane to a system of which 100 ms are normal at the far end and 25 calls are borne at once. */
class LaneTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final MovableClock clock = new MovableClock(NOON);
    private final AtomicLong nanos = new AtomicLong();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final AtomicInteger abandoned = new AtomicInteger();

    @AfterEach
    void letGo() {
        hanging.countDown();
        callers.shutdownNow();
    }

    @Test
    void turnsAwayAllButTwentyFiveOfTwoHundredAtOnce() throws Exception {
        Lane lane = lane("");
        hangOn(lane, 25);
        int refused = 0;
        for (int i = 0; i < 175; i++) {
            try {
                lane.call(true, () -> "answer");
            } catch (Barred barred) {
                assertThat(barred.reason()).isEqualTo(Barred.Reason.FULL);
                refused++;
            }
        }
        assertThat(refused).isEqualTo(175);
        assertThat(lane.callsUnderWay()).isEqualTo(25);
    }

    @Test
    void opensWithoutWaitingForTimeOutsAndEndsWhatHangs() throws Exception {
        Lane lane = lane("");
        List<Future<String>> calls = hangOn(lane, 25);
        nanos.addAndGet(Duration.ofMillis(250).toNanos());
        lane.look();
        assertThat(lane.state()).as("250 ms is late here, but not overdue").isNotEqualTo(SystemState.OPEN);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        lane.look();
        assertThat(lane.state()).isEqualTo(SystemState.OPEN);
        for (Future<String> call : calls) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> call.get(60, TimeUnit.SECONDS))
                    .withCauseInstanceOf(WireFault.class);
        }
        assertThat(abandoned).hasValue(25);
        assertThat(lane.callsUnderWay()).isZero();
        assertBarred(lane, Barred.Reason.OPEN);
    }

    @Test
    void closesByItselfOnceTheSystemAnswersItsProbes() throws Exception {
        Lane lane = opened(lane(""));
        assertThat(lane.wantsProbe()).isTrue();
        lane.probe(() -> {
            throw new WireFault(WireFault.Kind.TIMEOUT);
        });
        assertThat(lane.state()).isEqualTo(SystemState.OPEN);
        lane.probe(() -> "answer");
        assertThat(lane.state()).as("once is not yet recovered").isEqualTo(SystemState.OPEN);
        lane.probe(() -> {
            throw new WireFault(WireFault.Kind.NOT_FOUND);
        });
        assertThat(lane.state()).isNotEqualTo(SystemState.OPEN);
        assertThat(lane.call(true, () -> "answer")).isEqualTo("answer");
    }

    @Test
    void takesNoBusySystemForARecoveredOne() throws Exception {
        Lane lane = opened(lane(""));
        for (int i = 0; i < 5; i++) {
            lane.probe(() -> {
                throw new WireFault(WireFault.Kind.BUSY);
            });
        }
        assertThat(lane.state()).isEqualTo(SystemState.OPEN);
    }

    @Test
    void opensOnFailuresAndNotOnAnswersThatSayNo() {
        Lane lane = lane("retry: {attempts: 1}");
        for (int i = 0; i < 30; i++) {
            fail(lane, i % 2 == 0 ? WireFault.Kind.NOT_FOUND : WireFault.Kind.REFUSED);
        }
        assertThat(lane.state()).isEqualTo(SystemState.UP);
        for (int i = 0; i < 10; i++) {
            fail(lane, WireFault.Kind.FAILED);
        }
        assertThat(lane.state()).isEqualTo(SystemState.OPEN);
    }

    @Test
    void takesForSlowWhatIsSlowForThisSystem() throws Exception {
        Lane lane = lane("");
        for (int i = 0; i < 30; i++) {
            lane.call(true, () -> after(Duration.ofMillis(200)));
        }
        assertThat(lane.state()).as("twice its 95th percentile").isEqualTo(SystemState.SLOW);
        assertThat(lane.p50()).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            try {
                lane.call(true, () -> after(Duration.ofMillis(400)));
            } catch (Barred open) {
                break;
            }
        }
        assertThat(lane.state()).as("four times its 95th percentile").isEqualTo(SystemState.OPEN);
    }

    @Test
    void triesASafeCallAgainWithinABudget() {
        Lane lane = lane("retry: {attempts: 3}");
        AtomicInteger tried = new AtomicInteger();
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> lane.call(true, () -> {
                    tried.incrementAndGet();
                    throw new WireFault(WireFault.Kind.UNREACHABLE);
                }));
        assertThat(tried).hasValue(3);
        tried.set(0);
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> lane.call(false, () -> {
                    tried.incrementAndGet();
                    throw new WireFault(WireFault.Kind.UNREACHABLE);
                }));
        assertThat(tried).as("what may not be made twice").hasValue(1);
        RetryBudget budget = new RetryBudget();
        int granted = 0;
        for (int i = 0; i < 1000; i++) {
            budget.called();
            granted += budget.mayRetry() ? 1 : 0;
        }
        assertThat(granted).isBetween(100, 103);
    }

    @Test
    void isClosedOutsideItsHoursAndSaysWhenItOpens() {
        Lane lane = lane("hours: [{time: \"05:00-11:00\"}]");
        assertThat(lane.state()).isEqualTo(SystemState.CLOSED_HOURS);
        assertThatExceptionOfType(Barred.class).isThrownBy(lane::admit).satisfies(barred -> {
            assertThat(barred.reason()).isEqualTo(Barred.Reason.CLOSED_HOURS);
            assertThat(barred.until()).isEqualTo(Duration.ofHours(17));
        });
        clock.advance(Duration.ofHours(17));
        assertThat(lane.state()).isEqualTo(SystemState.UNKNOWN);
    }

    @Test
    void knowsASystemThatIsNotAskedByWhatItSentAtWhateverHour() {
        Lane lane = new Lane(
                Samples.served(Samples.with("hours: [{time: \"02:00-04:00\"}]")),
                false,
                clock,
                clock,
                (system, now) -> Optional.empty(),
                nanos::get);
        assertThat(lane.state()).isEqualTo(SystemState.UNKNOWN);
        assertThat(lane.wantsNews()).isTrue();
        lane.heard(Optional.empty());
        assertThat(lane.state()).isEqualTo(SystemState.UNKNOWN);
        assertThat(lane.wantsNews()).isFalse();
        lane.heard(Optional.of(NOON.minusSeconds(3)));
        assertThat(lane.state()).isEqualTo(SystemState.UP);
        assertThat(lane.lastAnswer()).isEqualTo(NOON.minusSeconds(3));
    }

    @Test
    void isLeftAloneWhileItIsWorkedOn() {
        Instant end = NOON.plus(Duration.ofMinutes(10));
        Lane lane = new Lane(
                Samples.served(Samples.simple(1)),
                true,
                clock,
                clock,
                (system, now) -> now.isBefore(end) ? Optional.of(end) : Optional.empty(),
                nanos::get);
        assertThat(lane.state()).isEqualTo(SystemState.MAINTENANCE);
        assertBarred(lane, Barred.Reason.MAINTENANCE);
        clock.advance(Duration.ofMinutes(10));
        assertThat(lane.state()).isEqualTo(SystemState.UNKNOWN);
    }

    @Test
    void neverSendsMoreASecondThanTheSystemBears() throws Exception {
        Lane lane = lane("", "limits: {concurrency: 25}", "limits: {qps: 10, concurrency: 25}");
        long began = System.nanoTime();
        int made = 0;
        int turnedAway = 0;
        List<Future<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            calls.add(callers.submit(() -> {
                try {
                    lane.call(true, () -> "answer");
                    return true;
                } catch (Barred barred) {
                    return false;
                }
            }));
        }
        for (Future<Boolean> call : calls) {
            if (call.get()) {
                made++;
            } else {
                turnedAway++;
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(made).isLessThanOrEqualTo((int) Math.ceil(1 + 9 * seconds) + 1);
        assertThat(turnedAway).isPositive();
    }

    @Test
    void asksAQuietSystemByItselfHowItIs() throws Exception {
        Lane lane = lane("");
        assertThat(lane.wantsProbe()).as("nobody has asked yet").isTrue();
        lane.call(true, () -> "answer");
        assertThat(lane.wantsProbe()).isFalse();
        clock.advance(Duration.ofSeconds(31));
        assertThat(lane.wantsProbe()).isTrue();
        lane.probe(() -> "answer");
        assertThat(lane.wantsProbe()).isFalse();
    }

    private Lane opened(Lane lane) {
        for (int i = 0; i < 20; i++) {
            fail(lane, WireFault.Kind.UNAVAILABLE);
        }
        assertThat(lane.state()).isEqualTo(SystemState.OPEN);
        return lane;
    }

    private static void fail(Lane lane, WireFault.Kind kind) {
        try {
            lane.call(true, () -> {
                throw new WireFault(kind);
            });
        } catch (Barred | WireFault expected) {
            // That is what it is for.
        }
    }

    private List<Future<String>> hangOn(Lane lane, int many) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(many);
        List<Future<String>> calls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            calls.add(callers.submit(() -> lane.call(true, () -> hang(inside))));
        }
        inside.await();
        return calls;
    }

    private String hang(CountDownLatch inside) throws WireFault {
        inside.countDown();
        try {
            hanging.await();
            return "late";
        } catch (InterruptedException stopped) {
            abandoned.incrementAndGet();
            Thread.currentThread().interrupt();
            throw new WireFault(WireFault.Kind.TIMEOUT);
        }
    }

    private String after(Duration time) {
        nanos.addAndGet(time.toNanos());
        return "answer";
    }

    private static void assertBarred(Lane lane, Barred.Reason reason) {
        assertThatExceptionOfType(Barred.class)
                .isThrownBy(() -> lane.call(true, () -> "answer"))
                .satisfies(barred -> assertThat(barred.reason()).isEqualTo(reason));
    }

    private Lane lane(String more) {
        return lane(more, "", "");
    }

    private Lane lane(String more, String right, String wrong) {
        String yaml = Samples.with(more);
        return new Lane(
                Samples.served(right.isEmpty() ? yaml : yaml.replace(right, wrong)),
                true,
                clock,
                clock,
                (system, now) -> Optional.empty(),
                nanos::get);
    }
}
