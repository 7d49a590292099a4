package io.communitycloud.resident.resident;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.Api;
import io.communitycloud.resident.testing.RunningService;
import io.communitycloud.resident.testing.SamplePerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewingIT extends RunningService {

    @Test
    void masksWithoutAPurpose() {
        SamplePerson person = somebody().in(COMMITTEE);
        Answer seen = worker(COMMITTEE)
                .get("/residents/" + registered(COMMITTEE, person).id())
                .ok();

        assertThat(seen.json().path("masked").asBoolean()).isTrue();
        assertThat(seen.text("name")).isEqualTo("王*");
        assertThat(seen.text("idNumber"))
                .isEqualTo("310***********" + person.idNumber().substring(14));
        assertThat(seen.text("phone")).matches("100\\*\\*\\*\\*\\d{4}");
        assertThat(seen.json().path("birthDate").isNull()).isTrue();
        assertThat(seen.body()).doesNotContain(person.idNumber()).doesNotContain(String.valueOf(person.phone()));
    }

    @Test
    void showsInClearForAPurposeOnceTheLookIsOnRecord() {
        SamplePerson person = somebody().in(COMMITTEE);
        String id = registered(COMMITTEE, person).id();

        Answer seen = worker(COMMITTEE)
                .get("/residents/" + id, "X-Purpose", "care", "X-Case", "C-17")
                .ok();

        assertThat(seen.text("name")).isEqualTo("王小明");
        assertThat(seen.text("idNumber")).isEqualTo(person.idNumber());
        assertThat(seen.text("phone")).isEqualTo(person.phone());
        assertThat(seen.text("birthDate")).isNotBlank();
        // Acknowledged before the answer: it need not be waited for.
        assertThat(TestEvent.on("platform.access-records.v1"))
                .filteredOn(event -> event.data().contains(id))
                .singleElement()
                .satisfies(event -> assertThat(event.data())
                        .contains("readResident", "\"case\":\"C-17\"", "\"purpose\":\"care\"", "worker-" + COMMITTEE)
                        .doesNotContain(person.idNumber()));
    }

    @Test
    void tagsEveryViewByItself() {
        String path = "/residents/" + registered(COMMITTEE).id();
        Answer masked = worker(COMMITTEE).get(path).ok();
        Answer clear = worker(COMMITTEE).get(path, "X-Purpose", "care").ok();

        assertThat(masked.etag()).isNotEqualTo(clear.etag());
        worker(COMMITTEE).get(path, "If-None-Match", masked.etag()).is(304);
        worker(COMMITTEE).get(path, "If-None-Match", clear.etag()).ok();
        worker(COMMITTEE)
                .get(path, "X-Purpose", "care", "If-None-Match", clear.etag())
                .is(304);
        worker(COMMITTEE)
                .get(path, "X-Purpose", "care", "If-None-Match", masked.etag())
                .ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily-service", "statistics", "rights-request"})
    void staysMaskedForAPurposeThatOpensNothing(String purpose) {
        String path = "/residents/" + registered(COMMITTEE).id();

        assertThat(worker(COMMITTEE).get(path, "X-Purpose", purpose).ok().text("name"))
                .isEqualTo("王*");
    }

    @Test
    void refusesAPurposeThatIsNone() {
        worker(COMMITTEE)
                .get("/residents/" + registered(COMMITTEE).id(), "X-Purpose", "curiosity")
                .refusedAs(400, "invalid-parameter");
    }

    @Test
    void showsTheCityFiguresUnlessACaseOpensThem() {
        String path = "/residents/" + registered(COMMITTEE).id();
        Api city = as(tokens().role("city-operator"));

        assertThat(city.get(path, "X-Purpose", "emergency").ok().text("name")).isEqualTo("王*");
        assertThat(city.get(path, "X-Purpose", "emergency", "X-Case", "E-1")
                        .ok()
                        .text("name"))
                .isEqualTo("王小明");
    }

    @Test
    void recordsAListInClearOnceForItsCommittee() {
        String household = household(ROUND_COMMITTEE);
        String one = registered(ROUND_COMMITTEE, somebody().of(household)).id();
        String two = registered(ROUND_COMMITTEE, somebody().of(household)).id();

        Answer list = worker(ROUND_COMMITTEE)
                .get("/residents?household=" + household, "X-Purpose", "care")
                .ok();

        assertThat(list.ids()).containsExactly(one, two);
        assertThat(list.items()).allMatch(item -> item.path("name").asString().equals("王小明"));
        assertThat(TestEvent.on("platform.access-records.v1"))
                .filteredOn(event -> event.data().contains("listResidents"))
                .singleElement()
                .satisfies(event -> assertThat(event.data()).contains(one, two));
    }

    @Test
    void saysHowItGoesOn() {
        String household = household(COMMITTEE);
        for (int i = 0; i < 3; i++) {
            registered(COMMITTEE, somebody().of(household));
        }

        Answer first = worker(COMMITTEE)
                .get("/residents?limit=2&household=" + household)
                .ok();
        String next = first.text("next");
        Answer second = worker(COMMITTEE)
                .get("/residents?limit=2&household=" + household + "&cursor=" + next)
                .ok();

        assertThat(first.ids()).hasSize(2).doesNotContainAnyElementsOf(second.ids());
        assertThat(second.ids()).hasSize(1);
        assertThat(second.json().path("next").isNull()).isTrue();
        assertThat(first.headers().firstValue("Link").orElse("")).contains("rel=\"next\"");
        worker(COMMITTEE).get("/residents?cursor=" + next).refusedAs(400, "invalid-parameter");
    }

    @Test
    void takesOneFilterAtATime() {
        worker(COMMITTEE)
                .get("/residents?household=H&dwelling=D")
                .refusedAs(400, "invalid-parameter")
                .at("?dwelling", "not-with-household");
    }

    @Test
    void asksWhoCalls() {
        as(tokens().role("social-worker").expired()).get("/residents").refusedAs(401, "unauthorized");
        as(tokens().role("social-worker").forged()).get("/residents").refusedAs(401, "unauthorized");
        as(tokens().role("auditor")).get("/residents").refusedAs(403, "forbidden");
    }
}
