package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Five thousand calls of which one in fifty must be refused: all of those are, and the others do not wait for it. A trial. */
@Tag("trial")
@ExtendWith(OnLivePlatform.class)
class WrongCallsTrialIT {

    private static final int CALLS = 5_000;
    private static final int CLIENTS = 16;
    private static final int EVERY = 50;
    private static final String AREA = "310101002001";

    private record Call(String path, String token, @Nullable String purpose, boolean right) {}

    @Test
    void refusesWhatIsWrongAndServesTheRestAsFast(LivePlatform platform) throws Exception {
        List<Call> right = right(platform);
        List<Call> wrong = wrong(platform);
        run(
                platform,
                IntStream.range(0, CALLS)
                        .mapToObj(n -> right.get(n % right.size()))
                        .toList());

        long alone = run(
                platform,
                IntStream.range(0, CALLS)
                        .mapToObj(n -> right.get(n % right.size()))
                        .toList());
        List<Call> mixed = new ArrayList<>(IntStream.range(0, CALLS)
                .mapToObj(n -> n % EVERY == 0 ? wrong.get(n / EVERY % wrong.size()) : right.get(n % right.size()))
                .toList());
        Collections.shuffle(mixed, new Random(20201101));
        long beside = run(platform, mixed);

        System.getLogger(getClass().getName())
                .log(
                        System.Logger.Level.INFO,
                        "p99 of right calls: {0} ms alone, {1} ms beside {2} wrong ones",
                        alone,
                        beside,
                        CALLS / EVERY);
        assertThat(beside).isLessThanOrEqualTo(alone * 13 / 10 + 5);
    }

    private static List<Call> right(LivePlatform platform) throws Exception {
        String worker = platform.token("social-worker", "--area", AREA);
        String district = platform.token("district-operator", "--area", "310101000000");
        return List.of(
                new Call("/api/v1/residents?limit=20", worker, null, true),
                new Call(resident(platform), worker, null, true),
                new Call("/api/v1/households?limit=20", worker, null, true),
                new Call("/api/v1/teams?limit=20", district, null, true),
                new Call("/api/v1/facilities?limit=20", district, null, true),
                new Call("/api/v1/incidents?limit=20", district, null, true),
                new Call("/api/v1/notices?limit=20", worker, null, true));
    }

    private static List<Call> wrong(LivePlatform platform) throws Exception {
        String resident = resident(platform);
        String neighbour = platform.token("social-worker", "--area", "310101002010");
        String elsewhere = platform.token("district-operator", "--area", "310110000000");
        String volunteer = platform.token("volunteer", "--area", AREA);
        String worker = platform.token("social-worker", "--area", AREA);
        return List.of(
                new Call(resident, neighbour, null, false),
                new Call(resident, elsewhere, null, false),
                new Call("/api/v1/residents?area=" + AREA, neighbour, null, false),
                new Call("/api/v1/residents?area=310115000000", elsewhere, null, false),
                new Call("/api/v1/residents?limit=20", volunteer, null, false),
                new Call(resident, worker, "curiosity", false));
    }

    private static String resident(LivePlatform platform) throws Exception {
        HttpResponse<String> page =
                platform.get("/api/v1/residents?limit=1", platform.token("social-worker", "--area", AREA));
        JsonNode first = JsonMapper.shared().readTree(page.body()).path("items").path(0);
        return "/api/v1/residents/" + first.path("id").asString();
    }

    /** The p99 of the right calls in milliseconds. */
    private static long run(LivePlatform platform, List<Call> calls) throws Exception {
        ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                running.add(clients.submit(() -> {
                    for (int n = next.getAndIncrement(); n < calls.size(); n = next.getAndIncrement()) {
                        Call call = calls.get(n);
                        long began = System.nanoTime();
                        HttpResponse<String> answer = send(platform, call);
                        if (call.right()) {
                            took.add(System.nanoTime() - began);
                            assertThat(answer.statusCode())
                                    .as(call.path() + answer.body())
                                    .isEqualTo(200);
                        } else {
                            assertRefused(call, answer);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> client : running) {
                client.get(10, TimeUnit.MINUTES);
            }
        }
        List<Long> sorted = took.stream().sorted().toList();
        return TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 99 / 100));
    }

    /** A list beyond the caller's area may also be empty: she learns nothing either way. */
    private static void assertRefused(Call call, HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            assertThat(JsonMapper.shared().readTree(answer.body()).path("items"))
                    .as(call.path())
                    .isEmpty();
        } else {
            assertThat(answer.statusCode()).as(call.path() + answer.body()).isIn(400, 403, 404);
        }
    }

    private static HttpResponse<String> send(LivePlatform platform, Call call) throws Exception {
        var request = platform.request(call.path(), call.token()).GET();
        return platform.send(call.purpose() == null ? request : request.header("X-Purpose", call.purpose()));
    }
}
