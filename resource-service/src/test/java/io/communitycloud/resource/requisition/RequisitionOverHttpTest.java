package io.communitycloud.resource.requisition;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Goods on their way from a district's store to a street's. */
@ResourceTest
class RequisitionOverHttpTest {

    private static final String PATH = "/api/v1/requisitions";
    private static final String DISTRICT = "310101000000";
    private static final String STREET = "310101002000";

    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final Requisitions requisitions;
    private final FulfillingRequisitions fulfilling;
    private final Api api;
    private final Token street = TestTokens.shared().role("street-operator").area(STREET);
    private final Token district = TestTokens.shared().role("district-operator").area(DISTRICT);

    RequisitionOverHttpTest(
            @Autowired AreaTree areas,
            @LocalServerPort int port,
            @Autowired MongoTemplate mongo,
            @Autowired Requisitions requisitions,
            @Autowired FulfillingRequisitions fulfilling) {
        this.areas = areas;
        this.mongo = mongo;
        this.requisitions = requisitions;
        this.fulfilling = fulfilling;
        this.api = new Api(port);
    }

    @BeforeEach
    void known() {
        Api.knowAreas(areas);
    }

    @Test
    void bringsGoodsFromTheDistrictToTheStreet() {
        String own = receive(STREET, "flashlight", 1_000);
        String lot = receive(DISTRICT, "flashlight", 100);
        String id = raise("flashlight", 40);
        assertThat(act(id, "approvals", street, "{}", 422)).isEqualTo("requisition-not-the-supplier");
        assertThat(act(id, "shipments", district, "", 409)).isEqualTo("requisition-wrong-state");
        assertThat(act(id, "approvals", district, lines("flashlight", 41), 422))
                .isEqualTo("requisition-granted-otherwise");
        act(id, "approvals", district, lines("flashlight", 30), 200);
        assertThat(state(id)).isEqualTo("RESERVED");
        assertThat(stock(lot, "reserved")).isEqualTo(30);
        assertThat(stock(own, "reserved")).isZero();

        act(id, "shipments", district, "", 200);
        assertThat(stock(lot, "quantity")).isEqualTo(70);
        assertThat(act(id, "receipts", district, count(lot, 30), 422)).isEqualTo("requisition-not-the-receiver");
        assertThat(act(id, "receipts", street, count("other", 30), 422)).isEqualTo("requisition-count-incomplete");
        act(id, "receipts", street, count(lot, 30), 200);
        assertThat(state(id)).isEqualTo("CLOSED");
        assertThat(stock(id + ".0", "quantity")).isEqualTo(30);
        assertThat(card(lot)).containsExactly("RECEIVED", "ISSUED");
        assertThat(types(id))
                .containsExactly(
                        "requisition-raised.v1",
                        "requisition-approved.v1",
                        "requisition-reserved.v1",
                        "requisition-shipped.v1",
                        "requisition-received.v1",
                        "requisition-closed.v1");
    }

    @Test
    void settlesADifferenceInsteadOfOverwritingIt() {
        String lot = receive(DISTRICT, "radio", 100);
        String lost = shipped("radio", 10);
        act(lost, "receipts", street, count(lot, 8), 200);
        assertThat(state(lost)).isEqualTo("DIFFERING");
        assertThat(act(lost, "settlements", street, settlement("LOST"), 422)).isEqualTo("requisition-not-the-supplier");
        act(lost, "settlements", district, settlement("LOST"), 200);
        assertThat(state(lost)).isEqualTo("CLOSED");
        assertThat(stock(lot, "quantity")).isEqualTo(90);

        String sentOtherwise = shipped("radio", 10);
        act(sentOtherwise, "receipts", street, count(lot, 12), 200);
        assertThat(act(sentOtherwise, "settlements", district, settlement("LOST"), 422))
                .isEqualTo("requisition-nothing-lost");
        act(sentOtherwise, "settlements", district, settlement("SENT_OTHERWISE"), 200);
        assertThat(stock(lot, "quantity")).isEqualTo(78);

        String recounted = shipped("radio", 10);
        act(recounted, "receipts", street, count(lot, 9), 200);
        act(recounted, "settlements", district, settlement("RECOUNTED"), 200);
        assertThat(stock(recounted + ".0", "quantity")).isEqualTo(9);
        assertThat(stock(recounted + ".0.recounted", "quantity")).isEqualTo(1);

        String over = shipped("radio", 10);
        act(over, "receipts", street, count(lot, 11), 200);
        act(over, "settlements", district, settlement("RECOUNTED"), 200);
        assertThat(stock(over + ".0", "quantity")).isEqualTo(10);
        assertThat(types(over)).endsWith("requisition-received.v1", "requisition-closed.v1");
    }

    @Test
    void givesBackWhatItHeldWhereOneItemFallsShort() {
        String pumps = receive(DISTRICT, "pump", 5);
        String id =
                api.post(PATH, street, """
                        {"area": "%s", "supplier": "%s", "lines": [{"item": "pump", "quantity": 4},
                         {"item": "stretcher", "quantity": 1}]}""".formatted(STREET, DISTRICT)).is(201).text("id");
        act(id, "approvals", district, "{}", 200);
        assertThat(state(id)).isEqualTo("SHORT");
        assertThat(stock(pumps, "reserved")).isZero();
        act(id, "approvals", district, lines("pump", 4), 200);
        assertThat(state(id)).isEqualTo("RESERVED");
        assertThat(stock(pumps, "reserved")).isEqualTo(4);
        act(id, "cancellations", street, "", 200);
        assertThat(state(id)).isEqualTo("CANCELLED");
        assertThat(stock(pumps, "reserved")).isZero();
        assertThat(types(id)).contains("requisition-fell-short.v1").endsWith("requisition-cancelled.v1");
    }

    @Test
    void asksOnlyAbove() {
        assertThat(api.post(PATH, street, request(STREET, STREET, "lamp", 1))
                        .is(422)
                        .text("code"))
                .isEqualTo("requisition-supplier-not-above");
        api.post(PATH, street, request(STREET, DISTRICT, "unicorn", 1)).is(400);
        api.post(PATH, street, request("310104000000", "310000000000", "lamp", 1))
                .is(404);
        String id = raise("lamp", 1);
        api.get(PATH + "/" + id, TestTokens.shared().role("district-operator").area("310110000000"))
                .is(404);
        Token herself =
                TestTokens.shared().role("district-operator").area(DISTRICT).subject("test-street-operator");
        assertThat(act(id, "approvals", herself, "{}", 422)).isEqualTo("requisition-same-person");
        act(id, "rejections", district, "", 200);
        assertThat(state(id)).isEqualTo("REJECTED");
        assertThat(api.get(PATH + "?state=REJECTED", street)
                        .is(200)
                        .body()
                        .at("/items/0/id")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void goesOnWhereACrashHasLeftIt() {
        String lot = receive(DISTRICT, "power_bank", 20);
        String id = raise("power_bank", 10);
        MovableClock clock = new MovableClock(Instant.now());
        var watch = new WatchingRequisitions(requisitions, fulfilling, DISTRICT, clock);
        clock.advance(Duration.ofMinutes(1));

        requisitions.act(id, Scope.everything(), null, each -> each.approve(Map.of(), "wang"));
        watch.look();
        assertThat(state(id)).isEqualTo("RESERVED");
        requisitions.act(id, Scope.everything(), null, each -> each.beginShipping("wang"));
        watch.look();
        watch.look();
        assertThat(state(id)).isEqualTo("SHIPPED");
        assertThat(stock(lot, "quantity")).isEqualTo(10);
        requisitions.act(id, Scope.everything(), null, each -> each.beginReceiving(Map.of(lot, 10), "库", "li"));
        watch.look();
        assertThat(state(id)).isEqualTo("CLOSED");
        assertThat(stock(id + ".0", "quantity")).isEqualTo(10);
    }

    private String shipped(String item, int quantity) {
        String id = raise(item, quantity);
        act(id, "approvals", district, "{}", 200);
        act(id, "shipments", district, "", 200);
        return id;
    }

    private String raise(String item, int quantity) {
        return api.post(PATH, street, request(STREET, DISTRICT, item, quantity))
                .is(201)
                .text("id");
    }

    private static String request(String area, String supplier, String item, int quantity) {
        return """
                {"area": "%s", "supplier": "%s", "lines": [{"item": "%s", "quantity": %d}]}""".formatted(area, supplier, item, quantity);
    }

    private static String lines(String item, int quantity) {
        return "{\"lines\": [{\"item\": \"" + item + "\", \"quantity\": " + quantity + "}]}";
    }

    private static String count(String lot, int received) {
        return "{\"place\": \"街道仓库\", \"goods\": [{\"stockId\": \"" + lot + "\", \"received\": " + received + "}]}";
    }

    private static String settlement(String resolution) {
        return "{\"resolution\": \"" + resolution + "\"}";
    }

    private String act(String id, String act, Token caller, String body, int status) {
        Answer answer = api.post(PATH + "/" + id + "/" + act, caller, body);
        return answer.is(status).text("code");
    }

    private String state(String id) {
        return api.get(PATH + "/" + id, street).is(200).text("state");
    }

    private String receive(String area, String item, int quantity) {
        return api.post("/api/v1/stocks", district, """
                        {"area": "%s", "item": "%s", "lotNumber": "A", "place": "仓库", "quantity": %d}""".formatted(area, item, quantity))
                .is(201)
                .text("id");
    }

    private int stock(String lot, String figure) {
        return api.get("/api/v1/stocks/" + lot, district)
                .is(200)
                .body()
                .path(figure)
                .asInt();
    }

    private List<String> card(String lot) {
        return api.get("/api/v1/stocks/" + lot + "/movements", district)
                .is(200)
                .body()
                .path("items")
                .valueStream()
                .map(line -> line.path("kind").asString())
                .toList();
    }

    private List<String> types(String id) {
        Document found = mongo.getCollection("requisitions")
                .find(new Document("_id", id))
                .first();
        assertThat(found).isNotNull();
        return found.getList("outbox", Document.class).stream()
                .map(event -> event.getString("type").substring("communitycloud.resource.".length()))
                .toList();
    }
}
