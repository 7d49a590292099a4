package io.communitycloud.resident.household;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.Api;
import io.communitycloud.resident.testing.RunningService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Homes and the households in them. */
class HomesIT extends RunningService {

    @Test
    void entersReadsAndCorrectsAHome() {
        Answer home = dwelling(COMMITTEE);
        String path = "/dwellings/" + home.id();

        assertThat(home.headers().firstValue("Location")).hasValue("/api/v1" + path);
        assertThat(worker(COMMITTEE).get(path).ok().etag()).isEqualTo(home.etag());
        worker(COMMITTEE).get(path, "If-None-Match", home.etag()).is(304);
        worker(COMMITTEE).patch(path, "{\"tenure\": \"LET\"}").refusedAs(428, "precondition-required");
        Answer corrected = worker(COMMITTEE)
                .patch(
                        path,
                        "{\"tenure\": \"LET\", \"point\": {\"longitude\": 121.48, \"latitude\": 31.23}}",
                        "If-Match",
                        home.etag())
                .ok();
        assertThat(corrected.text("tenure")).isEqualTo("LET");
        worker(COMMITTEE)
                .patch(path, "{\"tenure\": \"EMPTY\"}", "If-Match", home.etag())
                .refusedAs(412, "stale-version");
        worker(COMMITTEE)
                .patch(path, "{\"point\": {\"longitude\": 12, \"latitude\": 31.23}}", "If-Match", corrected.etag())
                .refusedAs(400, "invalid-field")
                .at("/point/longitude", "out-of-range");
    }

    @Test
    void findsHomesOfALaneAndHouseholdsOfAHome() {
        Answer home = dwelling(ROUND_COMMITTEE);
        String household = householdIn(ROUND_COMMITTEE, home.id());

        Api worker = worker(ROUND_COMMITTEE);
        assertThat(worker.get("/dwellings?lane=%E4%BA%91%E5%8D%97%E4%B8%AD%E8%B7%AF002010%E5%BC%84")
                        .ok()
                        .ids())
                .contains(home.id());
        assertThat(worker.get("/households?dwelling=" + home.id()).ok().ids()).containsExactly(household);
        assertThat(worker.get("/households/" + household).ok().text("kind")).isEqualTo("FAMILY");
    }

    @Test
    void formsAHouseholdOnceForOneKey() {
        String body = "{\"dwellingId\": \"" + dwelling(COMMITTEE).id() + "\", \"kind\": \"GROUP\"}";

        Answer first = worker(COMMITTEE)
                .post("/households", body, "Idempotency-Key", body.substring(16, 40))
                .created();
        Answer again = worker(COMMITTEE)
                .post("/households", body, "Idempotency-Key", body.substring(16, 40))
                .created();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(first.text("kind")).isEqualTo("GROUP");
    }

    @Test
    void takesOnlyCommitteesForHomes() {
        Api street = as(tokens().role("street-operator").area(STREET));
        String body = """
            {"area": "%s", "type": "RURAL", "address": {"lane": "张家宅", "building": "1号", "room": "1"}}\
            """;

        street.post("/dwellings", body.formatted(STREET))
                .refusedAs(400, "invalid-field")
                .at("/area", "not-a-committee");
        street.post("/dwellings", body.formatted(IN_PUDONG)).refusedAs(404, "not-found");
        street.post("/dwellings", body.formatted(COMMITTEE)).created();
    }

    @Test
    void keepsWhatIsLivedIn() {
        Answer home = dwelling(COMMITTEE);
        String household = householdIn(COMMITTEE, home.id());
        Answer resident = registered(COMMITTEE, somebody().of(household));
        String dwelling = "/dwellings/" + home.id();

        remove(head(COMMITTEE), dwelling).refusedAs(409, "dwelling-lived-in");
        remove(worker(COMMITTEE), "/households/" + household).refusedAs(409, "household-has-members");
        head(COMMITTEE)
                .delete("/residents/" + resident.id(), "If-Match", resident.etag())
                .is(204);
        remove(worker(COMMITTEE), "/households/" + household).is(204);
        remove(head(COMMITTEE), dwelling).is(204);
        head(COMMITTEE).get(dwelling).refusedAs(404, "not-found");
        worker(COMMITTEE)
                .post("/households", "{\"dwellingId\": \"" + home.id() + "\"}")
                .refusedAs(404, "not-found");
    }

    @Test
    void keepsAHouseholdThatSomebodyIsAboutToJoin() {
        String household = household(COMMITTEE);
        mongo.getCollection("households")
                .updateOne(
                        new org.bson.Document("_id", household),
                        org.bson.Document.parse(
                                "{$set: {arrivals: [{_id: 'SOMEBODY', at: {$date: '2099-01-01T00:00:00Z'}}]}}"));

        remove(worker(COMMITTEE), "/households/" + household).refusedAs(409, "household-being-joined");
    }

    @RepeatedTest(20)
    void neverLeavesAMemberInADissolvedHousehold() throws Exception {
        String household = household(COMMITTEE);
        Api worker = worker(COMMITTEE);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Answer> joining = threads.submit(
                    () -> worker.post("/residents", somebody().of(household).json()));
            Future<Answer> ending =
                    threads.submit(() -> worker.delete("/households/" + household, "If-Match", "\"1-full\""));

            if (ending.get().status() == 204) {
                joining.get().refusedAs(404, "not-found");
            } else {
                assertThat(ending.get().status()).isIn(409, 412);
                joining.get().created();
                worker.get("/households/" + household).ok();
            }
        }
    }

    @RepeatedTest(20)
    void neverLeavesAHouseholdInARemovedHome() throws Exception {
        String home = dwelling(COMMITTEE).id();
        Api head = head(COMMITTEE);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Answer> moving =
                    threads.submit(() -> head.post("/households", "{\"dwellingId\": \"" + home + "\"}"));
            Future<Answer> removing = threads.submit(() -> head.delete("/dwellings/" + home, "If-Match", "\"1-full\""));

            if (removing.get().status() == 204) {
                moving.get().refusedAs(404, "not-found");
            } else {
                assertThat(removing.get().status()).isIn(409, 412);
                moving.get().created();
            }
        }
    }

    private static Answer remove(Api caller, String path) {
        return caller.delete(path, "If-Match", caller.get(path).ok().etag());
    }
}
