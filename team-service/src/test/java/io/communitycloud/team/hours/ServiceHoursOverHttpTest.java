package io.communitycloud.team.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.team.Api;
import io.communitycloud.team.Api.Answer;
import io.communitycloud.team.TeamServiceTest;
import io.communitycloud.team.TestCity;
import io.communitycloud.team.people.Register;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Hours from the volunteer's report to what counts, over HTTP, store and broker. */
@TeamServiceTest
class ServiceHoursOverHttpTest {

    private static final String AREA = TestCity.NEIGHBOUR;

    private final AreaTree areas;
    private final Register register;
    private final Clock clock;
    private final int port;
    private final Api head;

    ServiceHoursOverHttpTest(
            @Autowired AreaTree areas,
            @Autowired Register register,
            @Autowired Clock clock,
            @LocalServerPort int port) {
        this.areas = areas;
        this.register = register;
        this.clock = clock;
        this.port = port;
        this.head = Api.as(port, "committee-head", AREA);
    }

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    @Test
    void countsWhatAVolunteerReportsAndHerLeaderConfirms() {
        String team = team();
        String resident = register.resident(AREA);
        String volunteer = volunteer(resident, team);
        Api herself =
                Api.as(port, TestTokens.shared().role("volunteer").team(team).resident(resident));
        Answer reported =
                herself.post("/api/v1/service-hours", hours(volunteer, today())).is(201);
        String path = reported.location();
        assertThat(reported.text("state")).isEqualTo("REPORTED");
        herself.post("/api/v1/service-hours", hours(volunteer, today().plusDays(1)))
                .refuses(422, "hours-to-come");
        herself.post(path + "/confirmations", null).refuses(403, "forbidden");

        Api leading = Api.leading(port, team);
        leading.post("/api/v1/service-hours", hours(volunteer, today())).refuses(403, "forbidden");
        assertThat(leading.ids("/api/v1/service-hours?state=REPORTED")).containsExactly(reported.text("id"));
        leading.post(path + "/confirmations", null).is(201);
        leading.post(path + "/confirmations", null).is(201);
        leading.post(path + "/disputes", "{\"reason\":\"不在场\"}").refuses(409, "hours-not-open");
        assertThat(herself.get(path).is(200).text("state")).isEqualTo("CONFIRMED");
        assertThat(herself.ids("/api/v1/service-hours?volunteer=" + volunteer)).containsExactly(reported.text("id"));
        assertThat(head.get("/api/v1/teams/" + team).text("state")).isEqualTo("ACTIVE");
        assertThat(TestEvent.namesAbout(reported.text("id"), "team.service-hours.v1", 2))
                .containsExactly("service-hours-reported", "service-hours-confirmed");
    }

    @Test
    void settlesWhatIsDisputed() {
        String team = team();
        String volunteer = volunteer(register.resident(AREA), team);
        Answer reported =
                head.post("/api/v1/service-hours", hours(volunteer, today())).is(201);
        String path = reported.location();
        head.post(path + "/confirmations", null).refuses(422, "hours-own-report");
        head.post(path + "/disputes", "{\"reason\":\"不在场\"}").refuses(422, "hours-own-report");
        head.post(path + "/settlements", "{\"minutes\":60}").refuses(409, "hours-not-disputed");
        Api.leading(port, team)
                .post(path + "/disputes", "{\"reason\":\"只来了一小时\"}")
                .is(201);
        Api.leading(port, team).post(path + "/confirmations", null).refuses(409, "hours-not-open");
        Answer settled = head.post(path + "/settlements", "{\"minutes\":60}").is(201);
        assertThat(settled.text("state")).isEqualTo("CONFIRMED");
        assertThat(settled.body().path("minutes").asInt()).isEqualTo(60);
    }

    @Test
    void letsAVolunteerSpeakForNobodyElse() {
        String team = team();
        String volunteer = volunteer(register.resident(AREA), team);
        String resident = register.resident(AREA);
        volunteer(resident, team);
        Api other =
                Api.as(port, TestTokens.shared().role("volunteer").team(team).resident(resident));
        other.post("/api/v1/service-hours", hours(volunteer, today())).refuses(404, "not-found");
        Answer reported =
                head.post("/api/v1/service-hours", hours(volunteer, today())).is(201);
        Api elsewhere = Api.as(port, "committee-head", TestCity.TENTH);
        elsewhere.get(reported.location()).refuses(404, "not-found");
        elsewhere.post(reported.location() + "/confirmations", null).refuses(404, "not-found");
        elsewhere.post("/api/v1/service-hours", hours(volunteer, today())).refuses(404, "not-found");
        head.get("/api/v1/service-hours?state=REPORTED&volunteer=" + volunteer).refuses(400, "invalid-parameter");
        head.post("/api/v1/volunteers/" + volunteer + "/withdrawals", "{}").is(201);
        head.post("/api/v1/service-hours", hours(volunteer, today())).refuses(409, "volunteer-withdrawn");
    }

    @Test
    void reportsOnceUnderOneKey() {
        String volunteer = volunteer(register.resident(AREA), team());
        String key = UUID.randomUUID().toString();
        String body = hours(volunteer, today());
        Answer first =
                head.post("/api/v1/service-hours", body, "Idempotency-Key", key).is(201);
        Answer again =
                head.post("/api/v1/service-hours", body, "Idempotency-Key", key).is(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
    }

    private String team() {
        return head.post(
                        "/api/v1/teams",
                        "{\"area\":\"%s\",\"kind\":\"mutual_help\",\"leader\":\"%s\",\"name\":\"队%s\"}"
                                .formatted(AREA, register.resident(AREA), UUID.randomUUID()))
                .is(201)
                .text("id");
    }

    private String volunteer(String resident, String team) {
        head.post("/api/v1/teams/" + team + "/members", "{\"residentId\":\"%s\"}".formatted(resident))
                .is(201);
        return head.post("/api/v1/volunteers", """
                        {"residentId":"%s","serviceArea":"%s","team":"%s","skills":[],"ageGroup":"ADULT"}""".formatted(resident, AREA, team))
                .is(201)
                .text("id");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
    }

    private static String hours(String volunteer, LocalDate on) {
        return "{\"volunteerId\":\"%s\",\"on\":\"%s\",\"minutes\":120,\"task\":\"代购\"}".formatted(volunteer, on);
    }
}
