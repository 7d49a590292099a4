package io.communitycloud.resident.resident;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.Ids;
import io.communitycloud.resident.identifier.CitizenNumber;
import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.Api;
import io.communitycloud.resident.testing.RunningService;
import io.communitycloud.resident.testing.SamplePerson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

class RegisteringIT extends RunningService {

    @Autowired
    private PersonalFields fields;

    @Test
    void entersAPersonWithTheHouseholdSheLivesIn() {
        String household = household(COMMITTEE);

        Answer entered =
                registered(COMMITTEE, somebody().of(household).relation("0").since("2020-05-01"));

        assertThat(entered.headers().firstValue("Location")).hasValue("/api/v1/residents/" + entered.id());
        assertThat(entered.etag()).isEqualTo("\"1-masked\"");
        assertThat(entered.text("area")).isEqualTo(COMMITTEE);
        assertThat(entered.text("householdId")).isEqualTo(household);
        assertThat(entered.text("relation")).isEqualTo("0");
        assertThat(entered.json().path("links").get(0).path("from").asString()).isEqualTo("2020-05-01");
        assertThat(entered.text("sex")).isNotEqualTo("UNKNOWN");
        assertThat(entered.json().path("birthYear").asInt()).isBetween(1950, 1955);
    }

    @Test
    void refusesASecondRegistrationOfTheSamePersonAnywhereInTheCity() {
        SamplePerson person = somebody();
        registered(COMMITTEE, person.in(COMMITTEE));

        for (String committee : List.of(COMMITTEE, IN_PUDONG)) {
            worker(committee)
                    .post("/residents", person.in(committee).json())
                    .refusedAs(409, "already-registered")
                    .at("/idNumber", "already-registered");
        }
    }

    @Test
    void registersOnePersonOnceHoweverManyTryAtOnce() throws Exception {
        SamplePerson person = somebody();
        List<Api> workers = Stream.of(COMMITTEE, NEIGHBOUR, IN_ROUND_DISTRICT, IN_PUDONG)
                .map(this::worker)
                .toList();
        List<String> committees = List.of(COMMITTEE, NEIGHBOUR, IN_ROUND_DISTRICT, IN_PUDONG);
        List<Callable<Answer>> attempts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int who = i % workers.size();
            attempts.add(() -> workers.get(who)
                    .post("/residents", person.in(committees.get(who)).json()));
        }

        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            for (Future<Answer> attempt : threads.invokeAll(attempts)) {
                answers.add(attempt.get());
            }
        }

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 201).map(answer -> answer.text("code")))
                .as("a crowded machine may ask to come again")
                .allMatch(Set.of("already-registered", "being-registered", "unavailable")::contains);
        String index = indexOf(person);
        assertThat(mongo.getCollection("residents").countDocuments(new Document("person.idNumber.index", index)))
                .isEqualTo(1);
    }

    @Test
    void registersAgainWhoWasTakenOutOfTheRegister() {
        SamplePerson person = somebody();
        Answer first = registered(COMMITTEE, person.in(COMMITTEE));
        head(COMMITTEE)
                .delete("/residents/" + first.id(), "If-Match", first.etag())
                .is(204);
        worker(COMMITTEE).get("/residents/" + first.id()).refusedAs(404, "not-found");

        Answer again = registered(NEIGHBOUR, person.in(NEIGHBOUR));

        assertThat(again.id()).isNotEqualTo(first.id());
    }

    @Test
    void asksToWaitWhileSomebodyElseIsAtIt() {
        SamplePerson person = somebody();
        claim("claims", "person:" + indexOf(person), "", Instant.now());

        worker(COMMITTEE).post("/residents", person.in(COMMITTEE).json()).refusedAs(409, "being-registered");
    }

    @Test
    void takesOverTheNumberOfARegistrationThatNeverCame() {
        SamplePerson person = somebody();
        claim("claims", "person:" + indexOf(person), "", Instant.now().minusSeconds(61));

        registered(COMMITTEE, person.in(COMMITTEE));
    }

    @Test
    void refusesADayInTheFutureAndOneBeforeHerBirth() {
        String household = household(COMMITTEE);
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);

        for (String day : List.of(tomorrow.toString(), "1949-12-31")) {
            SamplePerson person = somebody().of(household);
            worker(COMMITTEE)
                    .post("/residents", person.since(day).json())
                    .refusedAs(422, "day-out-of-order")
                    .at("/since", "day-out-of-order");
            registered(COMMITTEE, person); // her number was not kept
        }
    }

    @Test
    void refusesAHouseholdOfAnotherAreaThanTheOneGiven() {
        String street = household(NEIGHBOUR);
        Api both = as(tokens().role("social-worker").area(STREET));

        both.post("/residents", somebody().in(COMMITTEE).of(street).json())
                .refusedAs(422, "household-elsewhere")
                .at("/householdId", "household-elsewhere");
    }

    @Test
    void findsNeitherAreaNorHouseholdOutsideTheScope() {
        worker(COMMITTEE).post("/residents", somebody().in(NEIGHBOUR).json()).refusedAs(404, "not-found");
        worker(COMMITTEE)
                .post("/residents", somebody().of(household(NEIGHBOUR)).json())
                .refusedAs(404, "not-found");
        worker(COMMITTEE).post("/residents", somebody().of("NOBODY").json()).refusedAs(404, "not-found");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of(somebody(), "/area", "required"),
                Arguments.of(somebody().in("999999999999"), "/area", "unknown-area"),
                Arguments.of(somebody().in("31010100200"), "/area", "pattern"),
                Arguments.of(somebody().in(STREET), "/area", "not-a-committee"),
                Arguments.of(somebody().in(COMMITTEE).relation("0"), "/relation", "only-with-household"),
                Arguments.of(somebody().in(COMMITTEE).since("2020-01-01"), "/since", "only-with-household"),
                Arguments.of(somebody().in(COMMITTEE).named(" "), "/name", "blank"),
                Arguments.of(
                        somebody().in(COMMITTEE).numbered("310199195001010011"),
                        "/idNumber",
                        "citizen-number-check-digit"),
                Arguments.of(somebody().in(COMMITTEE).phoned("12345"), "/phone", "phone-length"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(SamplePerson person, String pointer, String code) {
        as(tokens().role("social-worker").area(STREET))
                .post("/residents", person.json())
                .refusedAs(400, "invalid-field")
                .at(pointer, code);
    }

    @Test
    void refusesWhatContradictsTheNumber() {
        SamplePerson person = somebody();
        String body = person.in(COMMITTEE).json().replace("\"name\"", "\"birthDate\": \"1900-01-01\", \"name\"");

        worker(COMMITTEE)
                .post("/residents", body)
                .refusedAs(400, "invalid-field")
                .at("/birthDate", "contradicts-id-number");
    }

    @Test
    void neverStoresAMask() {
        SamplePerson person = somebody().in(COMMITTEE);

        worker(COMMITTEE)
                .post("/residents", person.named("张*").json())
                .refusedAs(422, "masked-value")
                .at("/name", "masked-value");
        worker(COMMITTEE)
                .post("/residents", person.numbered("310***********1234").json())
                .refusedAs(422, "masked-value");
        worker(COMMITTEE)
                .post("/residents", person.phoned("138****5678").json())
                .refusedAs(422, "masked-value");
    }

    @Test
    void answersARepetitionLikeTheFirst() {
        SamplePerson person = somebody().in(COMMITTEE);
        String key = "\"" + Ids.next() + "\"";

        Answer first = worker(COMMITTEE)
                .post("/residents", person.json(), "Idempotency-Key", key)
                .created();
        Answer again = worker(COMMITTEE)
                .post("/residents", person.json(), "Idempotency-Key", key)
                .created();

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.etag()).isEqualTo(first.etag());
        worker(COMMITTEE)
                .post("/residents", person.named("李小红").json(), "Idempotency-Key", key)
                .refusedAs(422, "idempotency-key-reused");
        worker(NEIGHBOUR)
                .post("/residents", person.json(), "Idempotency-Key", key)
                .refusedAs(404, "not-found");
    }

    @Test
    void finishesUnderTheSameIdWhatACrashInterrupted() {
        SamplePerson person = somebody().in(COMMITTEE);
        String key = "\"" + Ids.next() + "\"";
        Answer planned = worker(COMMITTEE)
                .post("/residents", person.json(), "Idempotency-Key", key)
                .created();
        // As if the process had died between its claims and its entry.
        mongo.getCollection("residents").deleteOne(new Document("_id", planned.id()));

        worker(COMMITTEE)
                .post("/residents", person.json(), "Idempotency-Key", key)
                .refusedAs(409, "idempotency-key-in-progress");
        mongo.getCollection("idempotency_keys")
                .updateOne(
                        new Document("target", planned.id()),
                        new Document(
                                "$set",
                                new Document("at", Date.from(Instant.now().minusSeconds(61)))));

        Answer finished = worker(COMMITTEE)
                .post("/residents", person.json(), "Idempotency-Key", key)
                .created();
        assertThat(finished.id()).isEqualTo(planned.id());
    }

    @Test
    void givesAKeyBackThatWasRefused() {
        String key = "\"" + Ids.next() + "\"";
        SamplePerson person = somebody();
        registered(COMMITTEE, person.in(COMMITTEE));

        worker(COMMITTEE)
                .post("/residents", person.in(COMMITTEE).json(), "Idempotency-Key", key)
                .refusedAs(409, "already-registered");
        worker(COMMITTEE)
                .post("/residents", somebody().in(COMMITTEE).json(), "Idempotency-Key", key)
                .created();
    }

    @Test
    void keepsNumbersAndPhonesUnreadable() {
        SamplePerson person = somebody().in(COMMITTEE);
        String id = registered(COMMITTEE, person).id();

        StringBuilder stored = new StringBuilder();
        mongo.getCollection("residents")
                .find(new Document("_id", id))
                .forEach(document -> stored.append(document.toJson()));

        assertThat(stored.toString())
                .contains("王小明")
                .doesNotContain(person.idNumber())
                .doesNotContain(String.valueOf(person.phone()));
    }

    @Test
    void isForWorkersOnly() {
        for (String role : List.of("street-operator", "district-operator", "resident", "auditor", "volunteer")) {
            as(tokens().complete(role))
                    .post("/residents", somebody().in(COMMITTEE).json())
                    .refusedAs(403, "forbidden");
        }
    }

    private String indexOf(SamplePerson person) {
        return fields.indexOf(new CitizenNumber(person.idNumber()));
    }

    private void claim(String collection, String value, String fingerprint, Instant at) {
        mongo.getCollection(collection)
                .insertOne(new Document("_id", value)
                        .append("fingerprint", fingerprint)
                        .append("target", Ids.next())
                        .append("at", Date.from(at)));
    }
}
