package io.communitycloud.resource.stock;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.Api.Answer;
import io.communitycloud.resource.ResourceTest;
import java.time.Duration;
import java.time.Instant;
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
class StockTest {

    private static final String PATH = "/api/v1/stocks";
    private static final String RESERVATIONS = PATH + "/reservations";
    private static final int CLIENTS = 1_000;

    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final Lots lots;
    private final Reservations reservations;
    private final ReservingStock reserving;
    private final Api api;
    private final Token district = TestTokens.shared().role("district-operator");

    StockTest(
            @Autowired AreaTree areas,
            @LocalServerPort int port,
            @Autowired MongoTemplate mongo,
            @Autowired Lots lots,
            @Autowired Reservations reservations,
            @Autowired ReservingStock reserving) {
        this.lots = lots;
        this.reservations = reservations;
        this.reserving = reserving;
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

    @Test
    void keepsACardWhoseLinesFollowFromEachOther() {
        String lot = receive("rope", "R-1", "2035-01-01", 10);
        String path = PATH + "/" + lot;
        api.post(path + "/receipts", district, "{\"cause\": \"delivery-2\", \"quantity\": 5}")
                .is(200);
        api.post(path + "/withdrawals", district, "{\"cause\": \"use-1\", \"quantity\": 12}")
                .is(200);
        forget(lot, "use-1"); // as a crash between lot and card would
        var lines = api.get(path + "/movements?limit=2", district).is(200).body();
        assertThat(lines.at("/items/0/kind").asString()).isEqualTo("RECEIVED");
        assertThat(lines.at("/items/1/previousHash")).isEqualTo(lines.at("/items/0/hash"));
        var rest = api.get(
                        path + "/movements?limit=2&cursor=" + lines.path("next").asString(), district)
                .is(200)
                .body();
        assertThat(rest.at("/items/0/change").asInt()).isEqualTo(-12);
        assertThat(rest.at("/items/0/balance").asInt()).isEqualTo(3);
        assertThat(rest.path("next").isNull()).isTrue();
        var whole = api.get(path + "/movements/verification", district).is(200).body();
        assertThat(whole.path("intact").asBoolean()).isTrue();
        assertThat(whole.path("lines").asInt()).isEqualTo(3);
        assertThat(whole.path("balance").asInt()).isEqualTo(3);
        api.get(
                        path + "/movements",
                        TestTokens.shared().role("district-operator").area("310110000000"))
                .is(404);

        forget(lot, "use-1");
        api.post(path + "/receipts", district, "{\"cause\": \"delivery-3\", \"quantity\": 1}")
                .is(200);
        assertThat(api.get(path + "/movements/verification", district)
                        .is(200)
                        .body()
                        .path("lines")
                        .asInt())
                .isEqualTo(4);

        lines().updateOne(line(lot, "delivery-2"), new Document("$set", new Document("change", 50)));
        assertThat(finding(path)).isEqualTo("LINE_ALTERED");
        lines().updateOne(line(lot, "delivery-2"), new Document("$set", new Document("change", 5)));
        assertThat(finding(path)).isEmpty();
        mongo.getCollection("stocks")
                .updateOne(new Document("_id", lot), new Document("$set", new Document("quantity", 7)));
        assertThat(finding(path)).isEqualTo("LOT_CONTRADICTED");
        forget(lot, "delivery-2");
        assertThat(finding(path)).isEqualTo("LINE_MISSING");
    }

    @Test
    void finishesWhatACrashHasLeftHalfDone() {
        String early = receive("saw", "EARLY", "2029-01-01", 30);
        String late = receive("saw", "LATE", "2031-01-01", 100);
        Wish wish = Wish.of("activation-7", "310101000000", "saw", 50, false);
        Reservation begun = Reservation.ask(wish, List.of("310000000000", "310101000000"), Instant.now());
        reservations.save(begun);
        lots.act(early, Scope.everything(), lot -> lot.hold(wish.id(), 1, 50));
        MovableClock clock = new MovableClock(Instant.now());
        var watch = new WatchingReservations(reservations, reserving, "310101000000", clock);

        watch.look();
        assertThat(state(wish.id())).isEqualTo("PENDING");
        clock.advance(Duration.ofMinutes(1));
        watch.look();
        assertThat(state(wish.id())).isEqualTo("RESERVED");
        assertThat(free(early) + free(late)).isEqualTo(80);

        reservations.act(wish.id(), Reservation::beginRelease);
        watch.look();
        assertThat(state(wish.id())).isEqualTo("RELEASED");
        assertThat(free(early) + free(late)).isEqualTo(130);
        assertThat(types("stock_reservations", wish.id()))
                .containsExactly(
                        "communitycloud.resource.stock-reserved.v1", "communitycloud.resource.stock-released.v1");
    }

    @Test
    void countsForAnExerciseWithoutSettingAnythingAside() {
        String lot = receive("generator", "G-1", "2031-01-01", 5);
        String body = request("drill-1", "generator", 4).replace("}", ", \"exercise\": true}");
        Answer made = api.post(RESERVATIONS, district, body).is(201);
        assertThat(made.body().path("exercise").asBoolean()).isTrue();
        assertThat(made.text("state")).isEqualTo("RESERVED");
        assertThat(free(lot)).isEqualTo(5);
        api.post(RESERVATIONS + "/" + made.text("id") + "/releases", district, "")
                .is(200);
        assertThat(free(lot)).isEqualTo(5);
    }

    private String state(String reservation) {
        return api.get(RESERVATIONS + "/" + reservation, district).is(200).text("state");
    }

    private String finding(String path) {
        return api.get(path + "/movements/verification", district)
                .is(200)
                .body()
                .path("finding")
                .asString("");
    }

    private MongoCollection<Document> lines() {
        return mongo.getCollection("stock_movements");
    }

    private static Document line(String lot, String cause) {
        return new Document("_id", lot + ":" + cause);
    }

    private void forget(String lot, String cause) {
        assertThat(lines().deleteOne(line(lot, cause)).getDeletedCount()).isEqualTo(1);
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
