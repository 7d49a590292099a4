package io.communitycloud.resource.bed;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.Api.Answer;
import io.communitycloud.resource.Reserve;
import io.communitycloud.resource.ResourceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Beds from their set-up to whom they are given and given back by. */
@ResourceTest
class BedTest {

    private static final int CLIENTS = 1_000;
    private static final int BEDS = 50;

    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final Api api;

    BedTest(@Autowired AreaTree areas, @LocalServerPort int port, @Autowired MongoTemplate mongo) {
        this.areas = areas;
        this.mongo = mongo;
        this.api = new Api(port);
    }

    @BeforeEach
    void loaded() {
        Reserve.takenIn(areas, mongo);
    }

    @Test
    void givesNoBedTwiceToAThousandWhoRaceForFifty() throws Exception {
        Token operator = operator("SBH-0110-1");
        for (int bed = 0; bed < BEDS; bed++) {
            add(operator, "SBH-0110-1", "ISOLATION");
        }
        String token = operator.mint();
        List<Future<Answer>> answers = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                String body = "{\"facilityId\": \"SBH-0110-1\", \"caseNumber\": \"C-" + client + "\"}";
                answers.add(clients.submit(() -> {
                    start.await();
                    return api.post("/api/v1/bed-assignments", token, body);
                }));
            }
            start.countDown();
        }
        List<String> given = new ArrayList<>();
        for (Future<Answer> each : answers) {
            Answer answer = each.get();
            if (answer.status() == 201) {
                given.add(answer.text("bedId"));
            } else {
                assertThat(answer.is(409).text("code")).isEqualTo("no-free-bed");
            }
        }
        assertThat(given).hasSize(BEDS).doesNotHaveDuplicates();
        var register = api.get("/api/v1/facilities/SBH-0110-1/capacity", operator)
                .is(200)
                .body()
                .path("register");
        assertThat(register.path("total").asInt()).isEqualTo(BEDS);
        assertThat(register.at("/byState/OCCUPIED").asInt()).isEqualTo(BEDS);
    }

    @Test
    void isGivenBackCleanedAndGivenAgain() {
        Token operator = operator("SBH-0107-1");
        String bed = add(operator, "SBH-0107-1", "ICU");
        String wanted = "{\"bedId\": \"" + bed + "\", \"caseNumber\": \"C-1\"}";
        var first = api.post("/api/v1/bed-assignments", operator, wanted, "Idempotency-Key", "\"a1\"")
                .is(201);
        var retry = api.post("/api/v1/bed-assignments", operator, wanted, "Idempotency-Key", "\"a1\"")
                .is(201);
        assertThat(retry.text("id")).isEqualTo(first.text("id"));
        assertThat(api.post("/api/v1/bed-assignments", operator, wanted).is(409).text("code"))
                .isEqualTo("bed-taken");
        String path = "/api/v1/bed-assignments/" + first.text("id");
        String turns = "/api/v1/facilities/SBH-0107-1/beds/" + bed + "/turns";
        api.post(turns, operator, "{\"to\": \"AVAILABLE\"}").is(409);

        api.post(path + "/releases", operator, "{\"reason\": \"DISCHARGE\"}").is(200);
        var again = api.post(path + "/releases", operator, "{\"reason\": \"DEATH\"}")
                .is(200);
        assertThat(again.text("reason")).isEqualTo("DISCHARGE");
        assertThat(api.post("/api/v1/bed-assignments", operator, wanted).is(409).text("code"))
                .isEqualTo("bed-not-ready");
        api.post(turns, operator, "{\"to\": \"AVAILABLE\"}").is(200);
        var second = api.post("/api/v1/bed-assignments", operator, wanted).is(201);
        assertThat(second.text("id")).isNotEqualTo(first.text("id"));
        assertThat(api.get(path, operator).is(200).body().path("until").isString())
                .isTrue();
        assertThat(api.get("/api/v1/bed-assignments?facility=SBH-0107-1", operator)
                        .is(200)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        api.get(path, operator("SBH-0106-1")).is(404);
        mongo.getCollection("bed_assignments").deleteOne(new Document("_id", second.text("id")));
        var history = api.get("/api/v1/facilities/SBH-0107-1/beds/" + bed + "/assignments", operator)
                .is(200)
                .body()
                .path("items");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.at("/0/id").asString()).isEqualTo(second.text("id"));
        assertThat(history.at("/1/reason").asString()).isEqualTo("DISCHARGE");
        assertThat(types(bed))
                .containsExactly(
                        "communitycloud.resource.bed-added.v1",
                        "communitycloud.resource.bed-assigned.v1",
                        "communitycloud.resource.bed-released.v1",
                        "communitycloud.resource.bed-turned.v1",
                        "communitycloud.resource.bed-assigned.v1");
    }

    private String add(Token operator, String facility, String kind) {
        return api.post(
                        "/api/v1/facilities/" + facility + "/beds",
                        operator,
                        "{\"ward\": \"3A\", \"kind\": \"" + kind + "\"}")
                .is(201)
                .text("id");
    }

    private List<String> types(String bed) {
        Document found =
                mongo.getCollection("beds").find(new Document("_id", bed)).first();
        assertThat(found).isNotNull();
        return found.getList("outbox", Document.class).stream()
                .map(event -> event.getString("type"))
                .toList();
    }

    private static Token operator(String facility) {
        return TestTokens.shared().role("facility-operator").facility(facility);
    }
}
