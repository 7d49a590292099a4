package io.communitycloud.emergency.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.web.json.JsonShape;
import io.communitycloud.emergency.testing.EmergencyTest;
import io.communitycloud.emergency.testing.FakeResidents;
import io.communitycloud.emergency.testing.Http;
import io.communitycloud.emergency.testing.Http.Answer;
import io.communitycloud.emergency.testing.TestCity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Travellers to Jiangsu under 3+11, from their orders to the province's signature. */
@EmergencyTest
class TransferOverHttpTest {

    private static final String ORDERS = "/api/v1/quarantine-orders";
    private static final String TRANSFERS = "/api/v1/transfers";
    private static final String JIANGSU = "320000000000";

    private final Http http;
    private final MovableClock clock;
    private final FakeResidents residents;
    private final AreaTree areas;
    private final TestTokens tokens = TestTokens.shared();

    TransferOverHttpTest(
            @LocalServerPort int port,
            @Autowired MovableClock clock,
            @Autowired FakeResidents residents,
            @Autowired AreaTree areas) {
        this.http = new Http(port);
        this.clock = clock;
        this.residents = residents;
        this.areas = areas;
    }

    @BeforeEach
    void settleOnAMorning() {
        TestCity.settle(areas);
        // When the days of a policy begin and end depends on the hour she arrives; the test's hour is not the
        // machine's.
        ZonedDateTime here = clock.instant().atZone(ZoneOffset.ofHours(8));
        ZonedDateTime morning = here.toLocalDate().plusDays(1).atTime(10, 0).atZone(ZoneOffset.ofHours(8));
        clock.advance(Duration.between(here, morning));
    }

    @Test
    void takesTravellersToJiangsuAndEndsTheirOrdersOnItsSignature() {
        String one = traveller();
        String two = traveller();
        String unfit = traveller();
        Answer planned = http.post(district(), TRANSFERS, plan(one, two, unfit)).is(201);
        String path = planned.location();
        assertThat(planned.at("/sortingPoint")).isEqualTo("310101");
        assertThat(planned.body().path("expected").asInt()).isEqualTo(3);
        http.post(district(), TRANSFERS, plan(one)).refused(409, "on-another-manifest");
        http.post(district(), path + "/departures", "{\"leg\":1,\"counted\":3}").refused(422, "not-her-transfer-day");

        clock.advance(Duration.ofDays(3));
        http.post(district(), path + "/departures", "{\"leg\":1,\"counted\":3}").refused(422, "not-fit-for-transfer");
        makeFit(one);
        makeFit(two);
        http.post(district(), path + "/exceptions", "{\"orderId\":\"%s\",\"code\":\"UNFIT\"}".formatted(unfit))
                .is(201);
        assertThat(http.get(district(), ORDERS + "/" + unfit).at("/stages/1/place"))
                .isEqualTo("CITY");
        http.post(district(), path + "/departures", "{\"leg\":1,\"counted\":2}").is(201);
        assertThat(http.get(province(), path).is(200).body().path("inTransit").asInt())
                .isEqualTo(2);
        http.post(district(), path + "/cancellations", "").refused(409, "transfer-not-now");

        // One head too few is an alarm on both sides.
        assertThat(http.post(district(), path + "/headcounts", "{\"counted\":1}")
                        .is(201)
                        .body()
                        .path("alarm")
                        .asBoolean())
                .isTrue();
        Answer account = http.get(province(), TRANSFERS + "/account").is(200);
        assertThat(account.body().path("alarms").asInt()).isPositive();
        assertThat(account.body().path("balanced").asBoolean()).isTrue();
        http.post(district(), path + "/arrivals", "{\"leg\":1,\"counted\":2}").is(201);

        http.post(province(), path + "/acknowledgements", sign(2, one, two)).refused(409, "transfer-not-now");
        http.post(district(), path + "/acknowledgements", sign(2, one, two)).refused(403, "forbidden");
        http.post(district(), path + "/hand-overs", "{\"counted\":2}").is(201);
        assertThat(http.get(district(), ORDERS + "/" + one).at("/status")).isEqualTo("ACTIVE");
        for (String stranger : List.of(
                token("province-team", "330000000000"),
                token("province-team", TestCity.CITY),
                token("province-team", TestCity.DISTRICT))) {
            http.post(stranger, path + "/acknowledgements", sign(2, one, two)).refused(404, "not-found");
            http.get(stranger, path).refused(404, "not-found");
        }
        http.get(token("district-operator", TestCity.OTHER_DISTRICT), path).refused(404, "not-found");

        assertThat(http.post(province(), path + "/acknowledgements", sign(1, one, two))
                        .is(201)
                        .at("/state"))
                .isEqualTo("OFFERED");
        Answer closed = http.post(province(), path + "/acknowledgements", sign(2, one, two))
                .is(201);

        assertThat(closed.at("/state")).isEqualTo("CLOSED");
        assertThat(closed.body().path("handedOver").asInt()).isEqualTo(2);
        assertThat(closed.body().path("exceptions").asInt()).isEqualTo(1);
        for (String order : List.of(one, two)) {
            Answer over = http.get(district(), ORDERS + "/" + order).is(200);
            assertThat(over.at("/outcome")).isEqualTo("TRANSFERRED");
            assertThat(over.body().path("nextTaskAt").isNull()).isTrue();
        }
        assertThat(http.get(district(), ORDERS + "/" + unfit).at("/status")).isEqualTo("ACTIVE");
        http.post(worker(), ORDERS + "/" + one + "/releases", "").refused(409, "nothing-to-release");
    }

    @Test
    void freesThePeopleOfATransferThatIsGivenUp() {
        String order = traveller();
        String path = http.post(district(), TRANSFERS, plan(order)).is(201).location();

        assertThat(http.post(district(), path + "/cancellations", "").is(201).at("/state"))
                .isEqualTo("CANCELLED");

        assertThat(http.post(district(), TRANSFERS, plan(order)).is(201).at("/state"))
                .isEqualTo("PLANNED");
        assertThat(http.get(district(), TRANSFERS + "?open=true&limit=200")
                        .is(200)
                        .text())
                .contains(order)
                .doesNotContain(path.substring(path.lastIndexOf('/') + 1));
    }

    @Test
    void takesNobodyWhosePolicyDoesNotTakeHer() {
        String resident = residents.lives("R-" + UUID.randomUUID(), TestCity.COMMITTEE);
        String staying =
                id(http.post(worker(), ORDERS, order(resident, "SH")).is(201).location());
        String going = traveller();

        http.post(district(), TRANSFERS, plan(going, staying)).refused(422, "transfer-not-of-policy");
        http.post(token("district-operator", TestCity.OTHER_DISTRICT), TRANSFERS, plan(going))
                .refused(404, "not-found");
        http.post(district(), TRANSFERS, plan(going, going)).refused(400, "invalid-field");
        http.post(worker(), TRANSFERS, plan(going)).refused(403, "forbidden");
        // Nothing of the refused manifest holds her.
        http.post(district(), TRANSFERS, plan(going)).is(201);
        assertThat(http.get(worker(), TRANSFERS + "/sorting-points")
                        .is(200)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(19);
    }

    private String traveller() {
        String resident = residents.lives("R-" + UUID.randomUUID(), TestCity.COMMITTEE);
        Answer ordered = http.post(worker(), ORDERS, order(resident, "JS")).is(201);
        assertThat(ordered.at("/policy")).isEqualTo("INB-JZA-3-11");
        return id(ordered.location());
    }

    private String order(String resident, String destination) {
        return """
                {"residentId":"%s","origin":"INBOUND","destination":"%s","arrivedAt":"%s",\
                "conditions":["NOT_CLOSE_CONTACT"]}""".formatted(resident, destination, JsonShape.format(clock.instant()));
    }

    /** A negative test and a good answer, at the next time she is asked. */
    private void makeFit(String order) {
        Instant next = Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                http.get(worker(), ORDERS + "/" + order).at("/nextTaskAt")));
        if (next.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), next).plusSeconds(1));
        }
        LocalDate day = LocalDate.ofInstant(next, ZoneOffset.ofHours(8));
        boolean morning = LocalTime.ofInstant(next, ZoneOffset.ofHours(8)).isBefore(LocalTime.NOON);
        http.post(
                        worker(),
                        ORDERS + "/" + order + "/follow-ups",
                        "{\"day\":\"%s\",\"slot\":\"%s\",\"answered\":true,\"temperature\":36.4}"
                                .formatted(day, morning ? "MORNING" : "EVENING"))
                .is(201);
        http.post(
                        worker(),
                        ORDERS + "/" + order + "/tests",
                        "{\"takenAt\":\"%s\",\"negative\":true}".formatted(JsonShape.format(clock.instant())))
                .is(201);
    }

    private static String plan(String... orders) {
        return """
                {"destination":"JS","area":"310101000000","orderIds":["%s"],"legs":[{"from":"浦东机场",\
                "to":"昆山","vehicle":"沪A00001","escort":"E-17"}]}""".formatted(String.join("\",\"", orders));
    }

    private static String sign(int counted, String... orders) {
        return "{\"received\":[\"%s\"],\"counted\":%d}".formatted(String.join("\",\"", orders), counted);
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String worker() {
        return token("social-worker", TestCity.COMMITTEE);
    }

    private String district() {
        return token("district-operator", TestCity.DISTRICT);
    }

    private String province() {
        return token("province-team", JIANGSU);
    }

    private String token(String role, String area) {
        return tokens.role(role).area(area).lasting(Duration.ofDays(4000)).mint();
    }
}
