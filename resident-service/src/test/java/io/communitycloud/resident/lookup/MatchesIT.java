package io.communitycloud.resident.lookup;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static io.communitycloud.resident.testing.SamplePerson.unusedNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.RunningService;
import io.communitycloud.resident.testing.SamplePerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who of many people is registered, as another service asks it. */
class MatchesIT extends RunningService {

    private static final String[] PURPOSE = {"X-Purpose", "epidemic-control"};

    @Test
    void findsManyAtOnceByNumberAndElseByPhone() {
        SamplePerson first = somebody();
        String household = household(COMMITTEE);
        String one = registered(COMMITTEE, first.of(household)).id();
        SamplePerson second = somebody();
        String two = registered(NEIGHBOUR, second.in(NEIGHBOUR)).id();
        SamplePerson shared = somebody();
        registered(COMMITTEE, shared.in(COMMITTEE));
        registered(COMMITTEE, somebody().phoned(shared.phone()).in(COMMITTEE));

        JsonNode found = match(
                        """
                        {"ref": "a", "idNumber": "%s"}, {"ref": "b", "phone": "%s"}, {"ref": "c", "idNumber": "%s"},
                        {"ref": "d", "phone": "%s"}, {"ref": "e", "idNumber": "nonsense"},
                        {"ref": "f", "idNumber": "%s", "phone": "%s"}""".formatted(
                                        first.idNumber(),
                                        second.phone(),
                                        unusedNumber(),
                                        shared.phone(),
                                        unusedNumber(),
                                        second.phone()),
                        PURPOSE)
                .ok()
                .json()
                .path("items");

        List<String> by = new ArrayList<>();
        found.forEach(item ->
                by.add(item.path("ref").asString() + " " + item.path("by").asString()));
        assertThat(by).containsExactly("a ID_NUMBER", "b PHONE", "c NOBODY", "d AMBIGUOUS", "e NOBODY", "f NOBODY");
        assertThat(found.path(0).path("residentId").asString()).isEqualTo(one);
        assertThat(found.path(0).path("householdId").asString()).isEqualTo(household);
        assertThat(found.path(0).path("area").asString()).isEqualTo(COMMITTEE);
        assertThat(found.path(1).path("residentId").asString()).isEqualTo(two);
        assertThat(found.toString()).doesNotContain(first.idNumber()).doesNotContain(first.name());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(resident(one)
                                .get("/residents/" + one + "/access-log")
                                .ok()
                                .body())
                        .contains("证件号码"));
    }

    @Test
    void staysWithinTheScopeStated() {
        SamplePerson person = somebody();
        registered(NEIGHBOUR, person.in(NEIGHBOUR));

        Answer answer = match(
                "{\"ref\": \"a\", \"idNumber\": \"%s\"}".formatted(person.idNumber()),
                "X-Purpose",
                "emergency",
                "X-Scope-Area",
                COMMITTEE);

        assertThat(answer.ok().body()).contains("NOBODY");
    }

    @Test
    void asksForAPurposeAndRefusesEverybodyElse() {
        String one = "{\"ref\": \"a\", \"phone\": \"10000000000\"}";
        match(one).refusedAs(403, "purpose-required");
        worker(COMMITTEE)
                .post("/lookups/matches", "{\"items\": [" + one + "]}", PURPOSE)
                .refusedAs(403, "forbidden");
        match(one + ", " + one, PURPOSE).refusedAs(400, "invalid-field");
        match("{\"ref\": \"a\", \"phone\": \"138****5678\"}", PURPOSE).refusedAs(422, "masked-value");
        match(String.join(",", java.util.Collections.nCopies(201, one)), PURPOSE)
                .refusedAs(400, "invalid-field");
    }

    private Answer match(String items, String... headers) {
        return system().post("/lookups/matches", "{\"items\": [" + items + "]}", headers);
    }
}
