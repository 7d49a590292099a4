package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What everybody else notices of legacy systems that hang: nothing. A trial for a machine that does nothing else, see
 * {@link RegistrationTrialIT}; {@code LEGACY_LATENCY=0 LEGACY_FAULTS=false} leave the stand-ins' own troubles out.
 *
 * <p>The 200 callers come when they like and not in step: two processors that have to make 200 calls and their answers
 * at one instant need longer for that than any refusal.
 */
@Tag("trial")
@ExtendWith(OnLivePlatform.class)
class IsolationTrialIT {

    private static final String COMMITTEE = "310101002001";
    private static final String HANGING = "PSB-01";

    private static final int CALLERS = 200;
    private static final int REFUSED_QUICKLY = 175;
    private static final Duration QUICKLY = Duration.ofMillis(20);
    private static final double MOST_SLOWER = 1.2;
    /** Below this, a clock on a busy machine tells nothing: p99 of a few milliseconds wander by a millisecond. */
    private static final Duration NOISE = Duration.ofMillis(2);

    private static final Duration WARMING = Duration.ofSeconds(60);
    private static final Duration GATHERING = Duration.ofSeconds(15);
    private static final Duration MEASURING = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** Asks every 40 ms in all, each in its turn: far below any system's allowance. */
    private static final Duration STEP = Duration.ofMillis(40);

    private final LivePlatform platform;

    IsolationTrialIT(LivePlatform platform) {
        this.platform = platform;
    }

    private record Question(String name, String path, String purpose, Map<String, String> body) {}

    @BeforeEach
    void warm() throws Exception {
        platform.cloud("legacy", "ok", "all");
        ask(others(), WARMING, false);
    }

    @AfterEach
    void mend() throws Exception {
        platform.cloud("legacy", "ok", "all");
    }

    @Test
    void oneSystemThatHangsSlowsNobodyElse() throws Exception {
        Times quiet = measure(others(), MEASURING);
        int threads = threads();
        long memory = memoryMiB();
        platform.cloud("legacy", "hang", HANGING);
        String resident = resident();
        // Until the breaker is open, callers wait their three seconds.
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            crowd(resident, 20);
            return state(HANGING).equals("OPEN");
        });

        Times beside;
        ConcurrentLinkedQueue<Long> refusals = new ConcurrentLinkedQueue<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> crowd = new ArrayList<>();
            String token = worker();
            for (int i = 0; i < CALLERS; i++) {
                long seed = i;
                crowd.add(callers.submit(() -> {
                    Random random = new Random(seed);
                    Instant end = Instant.now().plus(GATHERING).plus(MEASURING);
                    while (Instant.now().isBefore(end)) {
                        Thread.sleep(random.nextInt(8_000));
                        long begun = System.nanoTime();
                        HttpResponse<String> answer = ask(hanging(resident), token);
                        refusals.add(System.nanoTime() - begun);
                        assertThat(answer.statusCode()).isIn(200, 202, 429, 503);
                    }
                    return null;
                }));
            }
            measure(others(), GATHERING);
            beside = measure(others(), MEASURING);
            for (Future<?> caller : crowd) {
                caller.get();
            }
        }
        long[] waits = sorted(refusals.stream());
        long quick =
                Arrays.stream(waits).filter(nanos -> nanos < QUICKLY.toNanos()).count();
        System.out.printf(
                "of %d calls of %d callers %d were refused within %d ms; p50 %.1f ms, p99 %.1f ms%n",
                waits.length, CALLERS, quick, QUICKLY.toMillis(), millis(waits, 0.5), millis(waits, 0.99));
        System.out.printf(
                "threads of the exchange %d, then %d; memory %d MiB, then %d%n",
                threads, threads(), memory, memoryMiB());
        tell(quiet, beside);
        assertThat(quick * CALLERS / waits.length).isGreaterThanOrEqualTo(REFUSED_QUICKLY);
        assertSlowedByNone(quiet, beside);
        assertThat(threads()).isLessThan(threads + 50);
        recovers(List.of(HANGING));
    }

    @Test
    void allButOneThatHangSlowTheOneNot() throws Exception {
        List<Question> kept = others().stream()
                .filter(question -> !question.path().startsWith("/legacy/")
                        || question.path().startsWith("/legacy/CAB-03/"))
                .toList();
        Times quiet = measure(kept, MEASURING);
        platform.cloud("legacy", "hang", "all", "--except", "CAB-03");
        List<Question> hang = others().stream()
                .filter(question -> question.path().startsWith("/legacy/")
                        && !question.path().startsWith("/legacy/CAB-03/"))
                .toList();
        Times beside;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            String token = worker();
            List<Future<?>> crowd = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                long seed = i;
                crowd.add(callers.submit(() -> {
                    Random random = new Random(seed);
                    Instant end = Instant.now().plus(MEASURING.multipliedBy(2));
                    while (Instant.now().isBefore(end)) {
                        Thread.sleep(random.nextInt(8_000));
                        ask(hang.get(random.nextInt(hang.size())), token);
                    }
                    return null;
                }));
            }
            measure(kept, MEASURING);
            beside = measure(kept, MEASURING);
            for (Future<?> caller : crowd) {
                caller.get();
            }
        }
        tell(quiet, beside);
        assertSlowedByNone(quiet, beside);
        recovers(hang.stream().map(IsolationTrialIT::system).toList());
    }

    private static String system(Question question) {
        String behind = question.path().substring("/legacy/".length());
        return behind.substring(0, behind.indexOf('/'));
    }

    /** Mends the systems and waits until each is seen up again, unaided. */
    private void recovers(List<String> systems) throws Exception {
        platform.cloud("legacy", "ok", "all");
        Instant mended = Instant.now();
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(systems)
                        .allSatisfy(id -> assertThat(state(id)).isIn("UP", "SLOW")));
        System.out.printf(
                "closed again %.1f s after they were mended: %s%n",
                Duration.between(mended, Instant.now()).toMillis() / 1000.0, systems);
    }

    private void crowd(String resident, int size) throws Exception {
        String token = worker();
        List<Future<?>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < size; i++) {
                answers.add(callers.submit(() -> ask(hanging(resident), token)));
            }
        }
        for (Future<?> answer : answers) {
            answer.get();
        }
    }

    private static Question hanging(String resident) {
        return new Question(HANGING, "/legacy/" + HANGING + "/person", "care", Map.of("residentId", resident));
    }

    private List<Question> others() {
        Map<String, String> area = Map.of("area", COMMITTEE);
        List<Question> questions = new ArrayList<>();
        for (String each : List.of(
                "CAB-03/ledger",
                "ORG-02/check-ins",
                "PLC-01/grid-events",
                "HMB-01/repair-orders",
                "HMB-02/owners-committees",
                "EMB-02/hazards")) {
            questions.add(new Question(each, "/legacy/" + each, "daily-service", area));
        }
        for (String path : List.of(
                "/api/v1/areas?parent=310000000000",
                "/api/v1/residents?limit=20",
                "/api/v1/teams",
                "/api/v1/notices",
                "/api/v1/facilities",
                "/api/v1/incidents")) {
            questions.add(new Question(path, path, "", Map.of()));
        }
        return questions;
    }

    /** Asks each in its turn, at a steady pace, and keeps how long the answers took. */
    private Times measure(List<Question> questions, Duration time) throws Exception {
        return ask(questions, time, true);
    }

    private Times ask(List<Question> questions, Duration time, boolean allMustAnswer) throws Exception {
        Map<String, List<Long>> took = new LinkedHashMap<>();
        List<Future<?>> answers = new ArrayList<>();
        String token = worker();
        Instant end = Instant.now().plus(time);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; Instant.now().isBefore(end); i++) {
                Question question = questions.get(i % questions.size());
                List<Long> times =
                        took.computeIfAbsent(question.name(), first -> Collections.synchronizedList(new ArrayList<>()));
                answers.add(callers.submit(() -> {
                    long begun = System.nanoTime();
                    HttpResponse<String> answer = ask(question, token);
                    times.add(System.nanoTime() - begun);
                    assertThat(answer.statusCode() == 200 || !allMustAnswer)
                            .as(question.name() + answer.body())
                            .isTrue();
                    return null;
                }));
                Thread.sleep(STEP);
            }
        }
        for (Future<?> answer : answers) {
            answer.get();
        }
        return new Times(took);
    }

    /** How long answers took, in nanoseconds, by question. */
    private record Times(Map<String, List<Long>> byName) {

        double of(String name, double share) {
            return millis(sorted(byName.getOrDefault(name, List.of(0L)).stream()), share);
        }

        double p99() {
            return millis(sorted(byName.values().stream().flatMap(List::stream)), 0.99);
        }
    }

    private static long[] sorted(Stream<Long> nanos) {
        return nanos.mapToLong(Long::longValue).sorted().toArray();
    }

    private static void tell(Times quiet, Times beside) {
        for (String name : quiet.byName().keySet()) {
            System.out.printf(
                    "%-40s quiet p50 %6.1f p99 %6.1f ms, beside p50 %6.1f p99 %6.1f ms%n",
                    name, quiet.of(name, 0.5), quiet.of(name, 0.99), beside.of(name, 0.5), beside.of(name, 0.99));
        }
        System.out.printf("together: p99 %.1f ms quiet, %.1f ms beside%n", quiet.p99(), beside.p99());
    }

    private static void assertSlowedByNone(Times quiet, Times beside) {
        assertThat(beside.p99())
                .isLessThanOrEqualTo(Math.max(quiet.p99() * MOST_SLOWER, quiet.p99() + NOISE.toMillis()));
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }

    private HttpResponse<String> ask(Question question, String token) throws IOException, InterruptedException {
        if (question.body().isEmpty()) {
            return platform.get(question.path(), token);
        }
        return platform.send(platform.request(question.path(), token)
                .header("Content-Type", "application/json")
                .header("X-Purpose", question.purpose())
                .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(question.body()))));
    }

    private String state(String system) throws Exception {
        JsonNode told = JsonMapper.shared()
                .readTree(platform.get("/api/v1/legacy-systems/" + system, platform.token("operations"))
                        .body());
        return told.path("system").path("state").asString();
    }

    private String resident() throws Exception {
        return JsonMapper.shared()
                .readTree(platform.get("/api/v1/residents?limit=1", worker()).body())
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private String worker() throws IOException, InterruptedException {
        return platform.token("social-worker", "--area", COMMITTEE);
    }

    private JsonNode exchange() throws Exception {
        return StreamSupport.stream(platform.status().path("parts").spliterator(), false)
                .filter(part -> part.path("name").asString().equals("exchange"))
                .findFirst()
                .orElseThrow();
    }

    private int threads() throws Exception {
        String[] tasks = Path.of("/proc", exchange().path("pid").asString(), "task")
                .toFile()
                .list();
        return tasks == null ? 0 : tasks.length;
    }

    private long memoryMiB() throws Exception {
        return exchange().path("rssMiB").asLong();
    }
}
