package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** How long it takes from an acknowledged write to its effect in the other service. A trial, see {@link RegistrationTrialIT}. */
@Tag("trial")
@ExtendWith(OnLivePlatform.class)
class EventLatencyTrialIT {

    private static final String AREA = "310101002001";
    private static final int EVENTS_PER_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(80);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    @Test
    void aHundredEventsASecondTakeEffectWithinAHundredMilliseconds(LivePlatform platform) throws Exception {
        // Households of one dwelling are one document; a hundred a second on it would measure its crowd, not the way.
        List<String> dwellings = new ArrayList<>();
        for (int room = 1; room <= 2 * EVENTS_PER_SECOND; room++) {
            dwellings.add(dwelling(platform, room));
        }
        AtomicInteger next = new AtomicInteger();
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        AtomicBoolean measuring = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        // As many as a crowded minute brings; without an end a cold platform would pile up calls it can never answer.
        Semaphore underWay = new Semaphore(32);
        // A task at a fixed rate waits for its own last run, so the clock only hands each call to a thread of its own.
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                StoreView store = StoreView.of(platform)) {
            Thread watcher =
                    Thread.ofPlatform().daemon().start(() -> watch(store, acknowledged, latencies, measuring, ended));
            String token = platform.token("social-worker", "--area", AREA);
            var _ = clock.scheduleAtFixedRate(
                    () -> {
                        if (underWay.tryAcquire()) {
                            clients.execute(() -> {
                                try {
                                    form(
                                            platform,
                                            token,
                                            dwellings.get(next.getAndIncrement() % dwellings.size()),
                                            acknowledged);
                                } catch (IllegalStateException | AssertionError failed) {
                                    if (measuring.get()) {
                                        failures.add(failed);
                                    }
                                } finally {
                                    underWay.release();
                                }
                            });
                        }
                    },
                    0,
                    TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SECOND,
                    TimeUnit.NANOSECONDS);
            await().atMost(WARM_UP.plusSeconds(5)).pollDelay(WARM_UP).until(() -> true);
            measuring.set(true);
            await().atMost(MEASURED.plusSeconds(5)).pollDelay(MEASURED).until(() -> true);
            measuring.set(false);
            clock.shutdownNow();
            ended.set(true);
            watcher.join();
        }
        assertThat(failures).isEmpty();
        List<Long> sorted = latencies.stream().sorted().toList();
        long p50 = sorted.get(sorted.size() / 2);
        long p99 = sorted.get(sorted.size() * 99 / 100);
        System.getLogger(getClass().getName())
                .log(
                        System.Logger.Level.INFO,
                        "commit to effect over {0} events: p50 {1} ms, p99 {2} ms, longest {3} ms",
                        sorted.size(),
                        p50,
                        p99,
                        sorted.getLast());
        assertThat(sorted).hasSizeGreaterThan(EVENTS_PER_SECOND * (int) MEASURED.toSeconds() * 8 / 10);
        assertThat(p99).isLessThan(100);
    }

    @Test
    void aKilledConsumerHasCaughtUpTwentySecondsAfterItsRestart(LivePlatform platform) throws Exception {
        String dwelling = dwelling(platform, 1);
        assertThat(platform.cloud("kill", "notice-service").status()).isZero();
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        String token = platform.token("social-worker", "--area", AREA);
        for (int formed = 0; formed < 500; formed++) {
            form(platform, token, dwelling, acknowledged);
        }
        List<String> households = new ArrayList<>(acknowledged.keySet());
        try (StoreView store = StoreView.of(platform)) {
            assertThat(platform.cloud("restart", "notice-service").status()).isZero();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(store.projectedHouseholds(households)).hasSameSizeAs(households));
        }
    }

    private static void watch(
            StoreView store,
            Map<String, Long> acknowledged,
            ConcurrentLinkedQueue<Long> latencies,
            AtomicBoolean measuring,
            AtomicBoolean ended) {
        while (!ended.get()) {
            Set<String> pending = Set.copyOf(acknowledged.keySet());
            for (String seen : store.projectedHouseholds(List.copyOf(pending))) {
                Long since = acknowledged.remove(seen);
                if (since != null && measuring.get()) {
                    latencies.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
                }
            }
        }
    }

    private static void form(LivePlatform platform, String token, String dwelling, Map<String, Long> acknowledged) {
        try {
            var answer = platform.post("/api/v1/households", token, Map.of("dwellingId", dwelling));
            long now = System.nanoTime();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            acknowledged.put(
                    JsonMapper.shared().readTree(answer.body()).path("id").asString(), now);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String dwelling(LivePlatform platform, int room) throws Exception {
        var answer = platform.post(
                "/api/v1/dwellings",
                platform.token("social-worker", "--area", AREA),
                Map.of(
                        "area",
                        AREA,
                        "address",
                        Map.of("lane", "计时弄", "building", "1号", "room", room + "室"),
                        "type",
                        "COMMODITY"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("id").asString();
    }
}
