package io.communitycloud.resident.lookup;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.RunningService;
import io.communitycloud.resident.testing.SamplePerson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupsIT extends RunningService {

    @Test
    void findsFromAnyCornerAnyOther() {
        SamplePerson person = somebody();
        String dwelling = dwelling(COMMITTEE).id();
        String household = householdIn(COMMITTEE, dwelling);
        String resident = registered(COMMITTEE, person.of(household)).id();

        Map<String, String> corners = Map.of(
                "residentId", resident,
                "householdId", household,
                "dwellingId", dwelling,
                "idNumber", person.idNumber(),
                "phone", "+86 " + person.phone());
        corners.forEach((key, value) -> {
            assertThat(find(key, value, "RESIDENTS")
                            .path(0)
                            .path("resident")
                            .path("id")
                            .asString())
                    .as(key)
                    .isEqualTo(resident);
            assertThat(find(key, value, "HOUSEHOLDS")
                            .path(0)
                            .path("household")
                            .path("id")
                            .asString())
                    .as(key)
                    .isEqualTo(household);
            assertThat(find(key, value, "DWELLINGS")
                            .path(0)
                            .path("dwelling")
                            .path("id")
                            .asString())
                    .as(key)
                    .isEqualTo(dwelling);
        });
        assertThat(lookUp("idNumberTail", person.idNumber().substring(14), "RESIDENTS")
                        .ok()
                        .body())
                .contains(resident);
    }

    @Test
    void findsWhoLivesInNoHousehold() {
        String alone = registered(COMMITTEE).id();

        assertThat(lookUp("residentId", alone, "RESIDENTS").ok().body()).contains(alone);
        assertThat(lookUp("residentId", alone, "HOUSEHOLDS").ok().items()).isEmpty();
        assertThat(lookUp("residentId", alone, "DWELLINGS").ok().items()).isEmpty();
    }

    @Test
    void masksUnlessAPurposeOpens() {
        SamplePerson person = somebody().in(COMMITTEE);
        registered(COMMITTEE, person);
        String body = "{\"idNumber\": \"" + person.idNumber() + "\", \"find\": \"RESIDENTS\"}";

        assertThat(worker(COMMITTEE).post("/lookups", body).ok().body()).doesNotContain(person.idNumber());
        assertThat(worker(COMMITTEE)
                        .post("/lookups", body, "X-Purpose", "verification")
                        .ok()
                        .body())
                .contains(person.idNumber());
    }

    @Test
    void takesExactlyOneStartingPoint() {
        worker(COMMITTEE)
                .post("/lookups", "{\"find\": \"RESIDENTS\"}")
                .refusedAs(400, "invalid-field")
                .at("", "exactly-one-starting-point");
        worker(COMMITTEE)
                .post("/lookups", "{\"residentId\": \"A\", \"phone\": \"10000000000\", \"find\": \"RESIDENTS\"}")
                .refusedAs(400, "invalid-field");
        worker(COMMITTEE)
                .post("/lookups", "{\"residentId\": \"A\"}")
                .refusedAs(400, "invalid-field")
                .at("/find", "required");
        lookUp("phone", "123", "RESIDENTS").refusedAs(400, "invalid-field").at("/phone", "phone-length");
        lookUp("phone", "138****5678", "RESIDENTS").refusedAs(422, "masked-value");
        lookUp("idNumber", "310***********1234", "RESIDENTS").refusedAs(422, "masked-value");
        lookUp("idNumberTail", "12", "RESIDENTS")
                .refusedAs(400, "invalid-field")
                .at("/idNumberTail", "pattern");
    }

    private tools.jackson.databind.JsonNode find(String key, String value, String find) {
        return lookUp(key, value, find).ok().json().path("items");
    }

    private Answer lookUp(String key, String value, String find) {
        return worker(COMMITTEE).post("/lookups", "{\"%s\": \"%s\", \"find\": \"%s\"}".formatted(key, value, find));
    }
}
