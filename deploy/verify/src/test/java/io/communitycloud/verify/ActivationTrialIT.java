package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan is activated while one of the services that answer it dies: everything still happens, once. A trial. */
@Tag("trial")
@ExtendWith(OnLivePlatform.class)
class ActivationTrialIT {

    private static final String COMMITTEE = "310101002001";
    private static final String PLAN = "/api/v1/plans/sample-310101000000";
    private static final Duration AFTER_RESTART = Duration.ofSeconds(20);
    private static final Duration UNDISTURBED = Duration.ofSeconds(2);
    private static final Set<String> ONCE = Set.of(
            "communitycloud.emergency.activation-started.v1",
            "communitycloud.resource.conversion-started.v1",
            "communitycloud.resource.stock-reserved.v1",
            "communitycloud.team.mobilisation-called.v1",
            "communitycloud.notice.notice-published.v1",
            "communitycloud.notice.batch-accepted.v1");
    private static final Set<String> UNDONE = Set.of(
            "communitycloud.emergency.activation-ended.v1",
            "communitycloud.resource.conversion-cancelled.v1",
            "communitycloud.resource.stock-released.v1",
            "communitycloud.team.mobilisation-stood-down.v1",
            "communitycloud.notice.notice-recalled.v1");

    @Test
    void anActivationIsOnTheTimelineOnceWhicheverServiceIsKilledInTheMiddle(LivePlatform platform) throws Exception {
        // The first activation of a fresh platform meets cold code: it must happen once, only not in time.
        Activation warm = activate(platform);
        await().atMost(AFTER_RESTART).untilAsserted(() -> assertToldOnce(platform, warm));
        end(platform, warm);
        Activation calm = activate(platform);
        long began = System.nanoTime();
        await().atMost(UNDISTURBED)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertToldOnce(platform, calm));
        report("nobody killed", began);
        end(platform, calm);

        for (String part : List.of("resource-service", "team-service", "notice-service", "emergency-service")) {
            for (int delay : List.of(0, 40, 150)) {
                ProcessHandle victim = process(platform, part);
                Activation activation = activate(platform);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay));
                victim.destroyForcibly();
                victim.onExit().join();
                assertThat(platform.cloud("restart", part).status()).isZero();
                long restarted = System.nanoTime();
                await(part + " killed after " + delay + " ms")
                        .atMost(AFTER_RESTART)
                        .untilAsserted(() -> assertToldOnce(platform, activation));
                report(part + " killed after " + delay + " ms", restarted);
                end(platform, activation);
                assertToldOnce(platform, activation);
            }
        }
    }

    private record Activation(String incident, String path) {}

    private static Activation activate(LivePlatform platform) throws Exception {
        String incident = location(platform.post(
                "/api/v1/incidents",
                platform.token("social-worker", "--area", COMMITTEE),
                Map.of("area", COMMITTEE, "type", "C01", "place", "活动室", "what", "演算：多人发热")));
        String activation = location(platform.post(
                PLAN + "/activations",
                district(platform),
                Map.of("incidentId", incident.substring(incident.lastIndexOf('/') + 1))));
        return new Activation(incident, activation);
    }

    private static void end(LivePlatform platform, Activation activation) throws Exception {
        HttpResponse<String> answer =
                platform.post(activation.path() + "/completions", district(platform), Map.of("reason", "试验结束"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        await().atMost(AFTER_RESTART)
                .untilAsserted(
                        () -> assertThat(told(platform, activation).keySet()).containsAll(UNDONE));
    }

    private static void assertToldOnce(LivePlatform platform, Activation activation) throws Exception {
        Map<String, Integer> told = told(platform, activation);
        assertThat(told.keySet()).containsAll(ONCE);
        assertThat(told).allSatisfy((type, times) -> {
            if (ONCE.contains(type)) {
                assertThat(times).as(type).isEqualTo(1);
            }
        });
    }

    private static Map<String, Integer> told(LivePlatform platform, Activation activation) throws Exception {
        HttpResponse<String> answer = platform.get(activation.incident() + "/timeline?limit=200", district(platform));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, Integer> told = new TreeMap<>();
        for (JsonNode entry : JsonMapper.shared().readTree(answer.body()).path("items")) {
            told.merge(entry.path("type").asString(), 1, Integer::sum);
        }
        return told;
    }

    /** Looked up before the plan is activated, so that the kill falls when the trial says. */
    private static ProcessHandle process(LivePlatform platform, String part) throws Exception {
        long pid = StreamSupport.stream(platform.status().path("parts").spliterator(), false)
                .filter(each -> each.path("name").asString().equals(part))
                .mapToLong(each -> each.path("pid").asLong())
                .findFirst()
                .orElseThrow();
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void report(String what, long since) {
        System.getLogger(ActivationTrialIT.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0}: all on the timeline once after {1} ms",
                        what,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
    }

    private static String district(LivePlatform platform) throws Exception {
        return platform.token("district-operator", "--area", "310101000000");
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
