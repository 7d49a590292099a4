package io.communitycloud.resource.facility;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.Reserve;
import io.communitycloud.resource.ResourceTest;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Facilities from the shipped data to what is read, corrected and reported of them. */
@ResourceTest
class FacilityTest {

    private static final String PATH = "/api/v1/facilities";

    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final Api api;
    private final Token city;

    FacilityTest(@Autowired AreaTree areas, @LocalServerPort int port, @Autowired MongoTemplate mongo) {
        this.areas = areas;
        this.mongo = mongo;
        this.api = new Api(port);
        this.city = TestTokens.shared().role("city-operator");
    }

    @BeforeEach
    void loaded() {
        Reserve.takenIn(areas, mongo);
    }

    @Test
    void holdsTheReserveOfTheCityOnceItsAreasAreKnown() {
        var hospitals = api.get(PATH + "?kind=STANDBY_HOSPITAL&limit=200", city)
                .is(200)
                .body()
                .path("items");
        int beds = 0;
        for (var hospital : hospitals) {
            beds += hospital.at("/description/beds/total").asInt();
        }
        assertThat(hospitals.size()).isEqualTo(22);
        assertThat(beds).isEqualTo(8_000);
        assertThat(api.get(PATH + "?kind=MAKESHIFT_HOSPITAL&limit=200", city)
                        .is(200)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(23);
        assertThat(api.get(PATH + "?kind=FEVER_CLINIC&mode=OPEN", city)
                        .is(200)
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void showsADistrictAndAFacilityTheirOwnOnly() {
        Token huangpu = TestTokens.shared().role("district-operator");
        assertThat(api.get(PATH + "?limit=200", huangpu)
                        .is(200)
                        .body()
                        .path("items")
                        .valueStream())
                .allSatisfy(each -> assertThat(each.path("area").asString()).startsWith("310101"));
        api.get(PATH + "/SBH-0104-1", huangpu).is(404);
        api.get(
                        PATH + "/SBH-0104-1",
                        TestTokens.shared().role("district-operator").area("310110000000"))
                .is(404);

        Token operator = TestTokens.shared().role("facility-operator").facility("SBH-0104-1");
        api.get(PATH + "/SBH-0104-1", operator).is(200);
        api.get(PATH + "/SBH-0105-1", operator).is(404);
        assertThat(api.get(PATH, operator).is(200).body().path("items").size()).isEqualTo(1);
    }

    @Test
    void isRegisteredOnceAndPutRightUnderItsVersion() {
        Token district = TestTokens.shared().role("district-operator");
        String body = """
                {"area": "310101002000", "kind": "FEVER_CLINIC", "description": {"name": "发热哨点诊室",
                 "level": "STREET", "beds": {"total": 4, "icu": 0, "negativePressure": 1, "isolation": 2}}}""";
        var first = api.post(PATH, district, body, "Idempotency-Key", "\"clinic-1\"")
                .is(201);
        var again = api.post(PATH, district, body, "Idempotency-Key", "\"clinic-1\"")
                .is(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));

        String path = PATH + "/" + first.text("id");
        var corrected = api.patch(path, district, first.etag(), "{\"name\": \"南京东路哨点\"}")
                .is(200);
        assertThat(corrected.body().at("/description/name").asString()).isEqualTo("南京东路哨点");
        api.patch(path, district, first.etag(), "{\"name\": \"旧\"}").is(412);
        api.patch(path, district, corrected.etag(), "{\"beds\": {\"icu\": 9}}").is(400);
        api.post(PATH, district, body.replace("310101002000", "310110000000")).is(404);
        assertThat(outbox(first.text("id")))
                .containsExactly(
                        "communitycloud.resource.facility-registered.v1",
                        "communitycloud.resource.facility-corrected.v1");
    }

    @Test
    void tellsItsCapacityOnlyWhereItIsKnown() {
        Token operator = TestTokens.shared().role("facility-operator").facility("SBH-0151-1");
        var before = api.get(PATH + "/SBH-0151-1/capacity", operator).is(200);
        assertThat(before.text("status")).isEqualTo("UNKNOWN");
        assertThat(before.body().path("available").isNumber()).isFalse();
        assertThat(before.body().path("within24Hours").asInt()).isZero();
        assertThat(before.body().path("within72Hours").asInt()).isEqualTo(220);

        api.post(PATH + "/SBH-0151-1/occupancy-reports", operator, "{\"occupied\": 200, \"closed\": 21}")
                .is(422);
        api.post(PATH + "/SBH-0151-1/occupancy-reports", operator, "{\"occupied\": 180, \"closed\": 10}")
                .is(200);
        var after = api.get(PATH + "/SBH-0151-1/capacity", operator).is(200);
        assertThat(after.text("status")).isEqualTo("KNOWN");
        assertThat(after.body().path("available").asInt()).isEqualTo(30);

        Token district = TestTokens.shared().role("district-operator").area("310151000000");
        var sums = api.get(PATH + "/capacity", district).is(200).body().path("areas");
        assertThat(sums.get(1).path("available").asInt()).isEqualTo(30);
        assertThat(sums.get(0).path("unknown").asInt()).isEqualTo(1_600);
    }

    private List<String> outbox(String id) {
        Document found =
                mongo.getCollection("facilities").find(new Document("_id", id)).first();
        return found == null
                ? List.of()
                : found.getList("outbox", Document.class).stream()
                        .map(event -> event.getString("type"))
                        .toList();
    }
}
