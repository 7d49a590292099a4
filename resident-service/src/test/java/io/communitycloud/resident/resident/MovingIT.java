package io.communitycloud.resident.resident;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.RunningService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovingIT extends RunningService {

    @Test
    void movesBetweenCommitteesSoThatTheOldOneLosesHerAtOnce() {
        String from = household(COMMITTEE);
        String to = household(NEIGHBOUR);
        String id =
                registered(COMMITTEE, somebody().of(from).since("2020-01-01")).id();

        Answer moved = worker(COMMITTEE).post(moves(id), move(to, "2021-01-01")).created();

        assertThat(moved.text("area")).isEqualTo(NEIGHBOUR);
        worker(COMMITTEE).get("/residents/" + id).refusedAs(404, "not-found");
        assertThat(worker(COMMITTEE).get("/residents?limit=200").ok().ids()).doesNotContain(id);
        assertThat(worker(NEIGHBOUR).get("/residents/" + id).ok().text("householdId"))
                .isEqualTo(to);
        assertThat(worker(NEIGHBOUR).get(moves(id)).ok().items()).hasSize(2);
    }

    @Test
    void tellsBothCommitteesInOrder() {
        String to = household(NEIGHBOUR);
        String id = registered(COMMITTEE, somebody().of(household(COMMITTEE))).id();
        worker(COMMITTEE).post(moves(id), "{\"householdId\": \"" + to + "\"}").created();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<TestEvent> told = TestEvent.on("resident.residents.v1").stream()
                    .filter(event -> event.subject().equals(id))
                    .toList();
            assertThat(told).extracting(TestEvent::sequence).containsExactly(1L, 2L);
            assertThat(told)
                    .extracting(TestEvent::type)
                    .containsExactly("communitycloud.resident.registered.v1", "communitycloud.resident.moved.v1");
            assertThat(told.getLast().data())
                    .contains("\"fromArea\":\"" + COMMITTEE + "\"", "\"area\":\"" + NEIGHBOUR + "\"")
                    .doesNotContain("王");
        });
    }

    @Test
    void answersARepetitionThoughSheIsOutOfTheCallersScope() {
        String to = household(NEIGHBOUR);
        String id = registered(COMMITTEE).id();
        String key = "\"move-" + id + "\"";

        Answer first = worker(COMMITTEE)
                .post(moves(id), move(to, "2026-01-01"), "Idempotency-Key", key)
                .created();
        Answer again = worker(COMMITTEE)
                .post(moves(id), move(to, "2026-01-01"), "Idempotency-Key", key)
                .created();

        assertThat(again.body()).isEqualTo(first.body());
        worker(COMMITTEE)
                .post(moves(id), move(to, "2026-01-02"), "Idempotency-Key", key)
                .refusedAs(422, "idempotency-key-reused");
        worker(COMMITTEE)
                .post(moves(id), move(to, "2026-01-01"), "Idempotency-Key", "\"another\"")
                .refusedAs(404, "not-found");
    }

    @Test
    void tellsWhereSheLivedOnADay() {
        String first = household(COMMITTEE);
        String second = household(COMMITTEE);
        String id =
                registered(COMMITTEE, somebody().of(first).since("2020-01-01")).id();
        worker(COMMITTEE).post(moves(id), move(second, "2021-06-01")).created();

        assertThat(householdOn(id, "2021-05-31")).containsExactly(first);
        assertThat(householdOn(id, "2021-06-01")).containsExactly(second);
        assertThat(householdOn(id, "2019-12-31")).isEmpty();
    }

    @Test
    void refusesAMoveThatIsNone() {
        String household = household(COMMITTEE);
        String id = registered(COMMITTEE, somebody().of(household).since("2020-01-01"))
                .id();
        String other = household(COMMITTEE);

        worker(COMMITTEE)
                .post(moves(id), move(household, "2021-01-01"))
                .refusedAs(409, "lives-there-already")
                .at("/householdId", "lives-there-already");
        worker(COMMITTEE).post(moves(id), move(other, "2019-01-01")).refusedAs(422, "day-out-of-order");
        worker(COMMITTEE).post(moves(id), move(other, "2999-01-01")).refusedAs(422, "day-out-of-order");
        worker(COMMITTEE).post(moves(id), move("NOWHERE", "2021-01-01")).refusedAs(404, "not-found");
        worker(COMMITTEE).post(moves(id), "{}").refusedAs(400, "invalid-field").at("/householdId", "required");
    }

    @Test
    void findsNoHouseholdThatWasDissolved() {
        String gone = household(NEIGHBOUR);
        worker(NEIGHBOUR)
                .delete("/households/" + gone, "If-Match", "\"1-full\"")
                .is(204);

        worker(COMMITTEE)
                .post(moves(registered(COMMITTEE).id()), move(gone, "2026-01-01"))
                .refusedAs(404, "not-found");
    }

    private List<String> householdOn(String id, String day) {
        return worker(COMMITTEE).get(moves(id) + "?on=" + day).ok().items().stream()
                .map(link -> link.path("householdId").asString())
                .toList();
    }

    private static String moves(String id) {
        return "/residents/" + id + "/moves";
    }

    private static String move(String household, String on) {
        return "{\"householdId\": \"%s\", \"on\": \"%s\"}".formatted(household, on);
    }
}
