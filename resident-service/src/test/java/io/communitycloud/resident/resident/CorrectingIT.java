package io.communitycloud.resident.resident;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static io.communitycloud.resident.testing.SamplePerson.unusedNumber;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.Api;
import io.communitycloud.resident.testing.RunningService;
import io.communitycloud.resident.testing.SamplePerson;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CorrectingIT extends RunningService {

    @Test
    void putsANameAndAPhoneRight() {
        Answer entered = registered(COMMITTEE);

        Answer corrected =
                correct(entered, "{\"name\": \"李小红\", \"phone\": null}").ok();

        assertThat(corrected.text("name")).isEqualTo("李*");
        assertThat(corrected.json().path("phone").isNull()).isTrue();
        assertThat(corrected.etag()).isEqualTo("\"2-masked\"");
    }

    @Test
    void changesNothingWhereNothingIsSaidAnew() {
        Answer entered = registered(COMMITTEE);

        assertThat(correct(entered, "{\"name\": \"王小明\"}").ok().etag()).isEqualTo(entered.etag());
    }

    @Test
    void asksForTheVersionThatTheCallerSaw() {
        Answer entered = registered(COMMITTEE);
        String path = "/residents/" + entered.id();

        worker(COMMITTEE).patch(path, "{\"name\": \"李\"}").refusedAs(428, "precondition-required");
        worker(COMMITTEE)
                .patch(path, "{\"name\": \"李\"}", "If-Match", "\"7-masked\"")
                .refusedAs(412, "stale-version");
        assertThat(worker(COMMITTEE)
                        .patch(path, "{\"name\": \"李\"}", "If-Match", "*")
                        .status())
                .isEqualTo(400);
        assertThat(worker(COMMITTEE)
                        .patch(path, "{\"name\": \"李\"}", "If-Match", "soon")
                        .status())
                .isEqualTo(400);
        head(COMMITTEE).delete(path).refusedAs(428, "precondition-required");
        head(COMMITTEE).delete(path, "If-Match", "\"7-masked\"").refusedAs(412, "stale-version");
    }

    @Test
    void refusesMasksAndWhatIsUnknown() {
        Answer entered = registered(COMMITTEE);

        correct(entered, "{\"name\": \"王*\"}").refusedAs(422, "masked-value").at("/name", "masked-value");
        correct(entered, "{\"idNumber\": \"310***********1234\"}").refusedAs(422, "masked-value");
        correct(entered, "{\"nickname\": \"明\"}").refusedAs(400, "unknown-field");
        correct(entered, "{\"name\": null}").refusedAs(400, "invalid-field").at("/name", "required");
        correct(entered, "{\"ethnic\": \"99\"}").refusedAs(400, "invalid-field").at("/ethnic", "pattern");
        correct(entered, "[]").refusedAs(400, "invalid-field");
    }

    @Test
    void givesTheFormerNumberBackAndReadsTheNewOne() {
        SamplePerson person = somebody().in(COMMITTEE);
        Answer entered = registered(COMMITTEE, person);
        String right = unusedNumber();

        correct(entered, "{\"idNumber\": \"" + right + "\"}").ok();

        registered(COMMITTEE, somebody().numbered(person.idNumber()).in(COMMITTEE));
        worker(COMMITTEE)
                .post("/residents", somebody().numbered(right).in(COMMITTEE).json())
                .refusedAs(409, "already-registered");
        Answer seen = worker(COMMITTEE)
                .get("/residents/" + entered.id(), "X-Purpose", "care")
                .ok();
        assertThat(seen.text("birthDate").replace("-", "")).isEqualTo(right.substring(6, 14));
    }

    @Test
    void refusesTheNumberOfAnother() {
        SamplePerson other = somebody().in(NEIGHBOUR);
        registered(NEIGHBOUR, other);

        correct(registered(COMMITTEE), "{\"idNumber\": \"" + other.idNumber() + "\"}")
                .refusedAs(409, "already-registered");
    }

    @Test
    void claimsNoNumberForAnEntryThatMayNotChange() {
        Answer entered = registered(COMMITTEE);
        Answer dead = worker(COMMITTEE)
                .post("/residents/" + entered.id() + "/deaths", "{\"on\": \"2026-01-01\"}")
                .created();
        String number = unusedNumber();

        correct(dead, "{\"idNumber\": \"" + number + "\"}").refusedAs(409, "resident-deceased");

        registered(COMMITTEE, somebody().numbered(number).in(COMMITTEE));
    }

    @RepeatedTest(5)
    void givesTheNewNumberBackWhereAnotherCorrectionWon() throws Exception {
        Answer entered = registered(COMMITTEE);
        List<String> numbers = List.of(unusedNumber(), unusedNumber(), unusedNumber(), unusedNumber());
        List<Callable<Answer>> corrections = numbers.stream()
                .map(number -> (Callable<Answer>) () -> correct(entered, "{\"idNumber\": \"" + number + "\"}"))
                .toList();

        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(numbers.size())) {
            List<Future<Answer>> answers = threads.invokeAll(corrections);
            for (int i = 0; i < numbers.size(); i++) {
                SamplePerson next = somebody().numbered(numbers.get(i)).in(COMMITTEE);
                if (answers.get(i).get().status() == 200) {
                    won++;
                    worker(COMMITTEE).post("/residents", next.json()).refusedAs(409, "already-registered");
                } else {
                    answers.get(i).get().refusedAs(412, "stale-version");
                    registered(COMMITTEE, next);
                }
            }
        }
        assertThat(won).isEqualTo(1);
    }

    @Test
    void recordsADeathOnce() {
        String household = household(COMMITTEE);
        Answer entered = registered(COMMITTEE, somebody().of(household).since("2020-01-01"));
        Api worker = worker(COMMITTEE);
        String deaths = "/residents/" + entered.id() + "/deaths";

        worker.post(deaths, "{\"on\": \"2019-12-31\"}")
                .refusedAs(422, "day-out-of-order")
                .at("/on", "day-out-of-order");
        worker.post(deaths, "{\"on\": \"2999-01-01\"}").refusedAs(422, "day-out-of-order");
        Answer dead = worker.post(deaths, "{\"on\": \"2026-01-01\"}", "Idempotency-Key", "death-1")
                .created();
        assertThat(dead.text("status")).isEqualTo("DECEASED");
        assertThat(dead.json().path("householdId").isNull()).isTrue();
        worker.post(deaths, "{\"on\": \"2026-01-01\"}", "Idempotency-Key", "death-1")
                .created();
        worker.post(deaths, "{\"on\": \"2026-01-02\"}", "Idempotency-Key", "death-1")
                .refusedAs(422, "idempotency-key-reused");
        worker.post(deaths, "{\"on\": \"2026-01-01\"}").refusedAs(409, "resident-deceased");
        worker.post("/residents/" + entered.id() + "/moves", "{\"householdId\": \"" + household + "\"}")
                .refusedAs(409, "resident-deceased");
        assertThat(worker.get("/residents?household=" + household).ok().items()).isEmpty();
    }

    private Answer correct(Answer entered, String patch) {
        return worker(COMMITTEE).patch("/residents/" + entered.id(), patch, "If-Match", entered.etag());
    }
}
