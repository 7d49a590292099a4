package io.communitycloud.team.need;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.team.Api;
import io.communitycloud.team.Api.Answer;
import io.communitycloud.team.TeamServiceTest;
import io.communitycloud.team.TestCity;
import io.communitycloud.team.people.Register;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is needed and who signs up for it, over HTTP, store and broker. */
@TeamServiceTest
class NeedsOverHttpTest {

    private static final String AREA = TestCity.TENTH;

    private final AreaTree areas;
    private final Register register;
    private final int port;
    private final Api head;

    NeedsOverHttpTest(@Autowired AreaTree areas, @Autowired Register register, @LocalServerPort int port) {
        this.areas = areas;
        this.register = register;
        this.port = port;
        this.head = Api.as(port, "committee-head", AREA);
    }

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    @Test
    void fillsItsPlacesAndMovesUpWhoWaits() {
        Answer published = head.post("/api/v1/needs", need(AREA, "care", 1)).is(201);
        String path = published.location();
        String resident = register.resident(AREA);
        String first = volunteer(resident, AREA, "care");
        String second = volunteer(register.resident(AREA), AREA, "care");
        Api herself = Api.as(port, TestTokens.shared().role("resident").resident(resident));
        assertThat(herself.ids("/api/v1/needs?state=OPEN&area=" + AREA)).contains(published.text("id"));
        String key = UUID.randomUUID().toString();
        herself.post(path + "/sign-ups", word(first), "Idempotency-Key", key).is(201);
        herself.post(path + "/sign-ups", word(first), "Idempotency-Key", key).is(201);
        herself.post(path + "/sign-ups", word(first)).refuses(409, "already-signed-up");
        herself.post(path + "/sign-ups", word(second)).refuses(404, "not-found");
        herself.get(path + "/sign-ups").refuses(403, "forbidden");
        Answer waiting = head.post(path + "/sign-ups", word(second)).is(201);
        assertThat(waiting.body().path("waiting").asInt()).isEqualTo(1);
        herself.post(path + "/withdrawals", word(first)).is(201);
        herself.post(path + "/withdrawals", word(first)).refuses(409, "not-signed-up");
        assertThat(head.get(path + "/sign-ups")
                        .is(200)
                        .body()
                        .at("/items/1/state")
                        .asString())
                .isEqualTo("SIGNED_UP");
        head.post(path + "/attendances", "{\"volunteerId\":\"%s\",\"came\":true}".formatted(second))
                .refuses(409, "need-not-begun");
        head.post(path + "/cancellations", null).is(201);
        head.post(path + "/cancellations", null).refuses(409, "need-cancelled");
        assertThat(TestEvent.namesAbout(published.text("id"), "team.needs.v1", 5))
                .containsExactly("need-published", "need-signed-up", "need-signed-up", "need-left", "need-cancelled");
    }

    @Test
    void refusesWhoCannotOrDoesNotServeThere() {
        String path = head.post("/api/v1/needs", need(AREA, "law", 1)).is(201).location();
        head.post(path + "/sign-ups", word(volunteer(register.resident(AREA), AREA, "care")))
                .refuses(422, "skill-missing");
        Api neighbour = Api.as(port, "committee-head", TestCity.NEIGHBOUR);
        String elsewhere = volunteerOf(neighbour, register.resident(TestCity.NEIGHBOUR), TestCity.NEIGHBOUR, "law");
        neighbour.post(path + "/sign-ups", word(elsewhere)).refuses(422, "need-outside-service-area");
        neighbour.post(path + "/cancellations", null).refuses(404, "not-found");
        neighbour.get(path + "/sign-ups").refuses(404, "not-found");
        neighbour.get(path).is(200);
        neighbour.post("/api/v1/needs", need(AREA, "care", 1)).refuses(404, "not-found");
        head.post("/api/v1/needs", need(AREA, "juggling", 1)).refuses(400, "invalid-field");
        head.post("/api/v1/needs", need(AREA, "care", 1).replace("2099-01-01T12", "2098-01-01T12"))
                .refuses(422, "need-ends-before-it-begins");
        head.post("/api/v1/needs", need(AREA, "care", 1).replace("2099-01-01T09", "1999-01-01T09"))
                .refuses(422, "need-begins-in-the-past");
        head.get("/api/v1/needs").refuses(400, "invalid-parameter");
    }

    private String volunteer(String resident, String area, String skill) {
        return volunteerOf(head, resident, area, skill);
    }

    private static String volunteerOf(Api caller, String resident, String area, String skill) {
        return caller.post(
                        "/api/v1/volunteers",
                        "{\"residentId\":\"%s\",\"serviceArea\":\"%s\",\"skills\":[\"%s\"],\"ageGroup\":\"ADULT\"}"
                                .formatted(resident, area, skill))
                .is(201)
                .text("id");
    }

    private static String need(String area, String skill, int places) {
        return """
                {"area":"%s","title":"测温","place":"小区门口","skill":"%s","places":%d,\
                "from":"2099-01-01T09:00:00+08:00","to":"2099-01-01T12:00:00+08:00"}""".formatted(area, skill, places);
    }

    private static String word(String volunteer) {
        return "{\"volunteerId\":\"" + volunteer + "\"}";
    }
}
