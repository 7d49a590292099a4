package io.communitycloud.resource.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.Api.Answer;
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

/** Stock from its receipt to what is set aside and given back. */
@ResourceTest
class StockIT {

    private static final String PATH = "/api/v1/stocks";
    private static final String RESERVATIONS = PATH + "/reservations";
    private static final int CLIENTS = 1_000;

    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final Api api;
    private final Token district = TestTokens.shared().role("district-operator");

    StockIT(@Autowired AreaTree areas, @LocalServerPort int port, @Autowired MongoTemplate mongo) {
        this.areas = areas;
        this.mongo = mongo;
        this.api = new Api(port);
    }

    @BeforeEach
    void known() {
        Api.knowAreas(areas);
    }

    @Test
    void neverGoesBelowZeroForAThousandWhoRaceForOneLot() throws Exception {
        String lot = receive("gown", "G-1", "2030-01-01", 300);
        String token = district.mint();
        List<Future<Answer>> answers = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                String body = request("race-" + client, "gown", 1);
                answers.add(clients.submit(() -> {
                    start.await();
                    return api.post(RESERVATIONS, token, body);
                }));
            }
            start.countDown();
        }
        int given = 0;
        for (Future<Answer> each : answers) {
            Answer answer = each.get();
            if (answer.status() == 201) {
                given++;
            } else {
                assertThat(answer.is(409).text("code")).isEqualTo("insufficient-stock");
            }
        }
        assertThat(given).isEqualTo(300);
        var after = api.get(PATH + "/" + lot, district).is(200).body();
        assertThat(after.path("free").asInt()).isZero();
        assertThat(after.path("reserved").asInt()).isEqualTo(300);
        assertThat(api.post(PATH + "/" + lot + "/withdrawals", district, "{\"cause\": \"w\", \"quantity\": 1}")
                        .is(409)
                        .text("code"))
                .isEqualTo("insufficient-stock");
    }

    @Test
    void reservesFromTheLotsThatExpireFirstOnceForACauseAndGivesThemBack() {
        receive("goggles", "EXPIRED", "2020-01-01", 100);
        String late = receive("goggles", "LATE", "2031-01-01", 100);
        String early = receive("goggles", "EARLY", "2029-01-01", 30);

        String body = request("activation-1", "goggles", 50);
        Answer first = api.post(RESERVATIONS, district, body).is(201);
        Answer again = api.post(RESERVATIONS, district, body).is(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.body().at("/lots/0/stockId").asString()).isEqualTo(early);
        assertThat(first.body().at("/lots/0/quantity").asInt()).isEqualTo(30);
        assertThat(first.body().at("/lots/1/stockId").asString()).isEqualTo(late);
        assertThat(first.body().at("/lots/1/quantity").asInt()).isEqualTo(20);
        assertThat(api.post(RESERVATIONS, district, request("activation-1", "goggles", 51))
                        .is(409)
                        .text("code"))
                .isEqualTo("reserved-otherwise");
        assertThat(api.post(RESERVATIONS, district, request("activation-2", "goggles", 81))
                        .is(409)
                        .text("code"))
                .isEqualTo("insufficient-stock");

        String release = RESERVATIONS + "/" + first.text("id") + "/releases";
        api.post(release, TestTokens.shared().role("district-operator").area("310110000000"), "")
                .is(404);
        assertThat(api.post(release, district, "").is(200).text("state")).isEqualTo("RELEASED");
        api.post(release, district, "").is(200);
        assertThat(free(late) + free(early)).isEqualTo(130);
        assertThat(types("stock_reservations", first.text("id")))
                .containsExactly(
                        "communitycloud.resource.stock-reserved.v1", "communitycloud.resource.stock-released.v1");
    }

    @Test
    void movesOnceForEachCause() {
        String lot = receive("tent12m2", "T-1", "2035-01-01", 10);
        String more = "{\"cause\": \"delivery-2\", \"quantity\": 5}";
        api.post(PATH + "/" + lot + "/receipts", district, more).is(200);
        api.post(PATH + "/" + lot + "/receipts", district, more).is(200);
        assertThat(api.post(PATH + "/" + lot + "/receipts", district, more.replace("5", "6"))
                        .is(409)
                        .text("code"))
                .isEqualTo("moved-otherwise");
        api.post(PATH + "/" + lot + "/withdrawals", district, "{\"cause\": \"use-1\", \"quantity\": 15}")
                .is(200);
        api.post(PATH + "/" + lot + "/withdrawals", district, "{\"cause\": \"use-1\", \"quantity\": 15}")
                .is(200);
        assertThat(free(lot)).isZero();
        assertThat(types("stocks", lot))
                .containsExactly(
                        "communitycloud.resource.stock-received.v1",
                        "communitycloud.resource.stock-received.v1",
                        "communitycloud.resource.stock-withdrawn.v1");
        api.post(PATH, district, lotOf("unicorn", "U-1", "2035-01-01", 1)).is(400);
    }

    private String receive(String item, String number, String expiry, int quantity) {
        return api.post(PATH, district, lotOf(item, number, expiry, quantity))
                .is(201)
                .text("id");
    }

    private static String lotOf(String item, String number, String expiry, int quantity) {
        return """
                {"area": "310101000000", "item": "%s", "lotNumber": "%s", "expiresOn": "%s", "place": "区应急仓库",
                 "quantity": %d}""".formatted(item, number, expiry, quantity);
    }

    private static String request(String cause, String item, int quantity) {
        return """
                {"cause": "%s", "area": "310101000000", "item": "%s", "quantity": %d}""".formatted(cause, item, quantity);
    }

    private int free(String lot) {
        return api.get(PATH + "/" + lot, district).is(200).body().path("free").asInt();
    }

    private List<String> types(String collection, String id) {
        Document found =
                mongo.getCollection(collection).find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        return found.getList("outbox", Document.class).stream()
                .map(event -> event.getString("type"))
                .toList();
    }
}
