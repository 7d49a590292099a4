package io.communitycloud.resource.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.Reserve;
import io.communitycloud.resource.ResourceTest;
import io.communitycloud.resource.activation.ActivationListener.ActivationEnded;
import io.communitycloud.resource.activation.ActivationListener.ActivationStarted;
import io.communitycloud.resource.activation.ActivationListener.ConversionStep;
import io.communitycloud.resource.activation.ActivationListener.ReservationStep;
import io.communitycloud.resource.activation.ActivationListener.StepCompensated;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** What comes of a plan that is activated, and what of it remains when it is over. */
@ResourceTest
class ActivationTest {

    private static final String AREA = "310105000000";

    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final ActivationListener listener;
    private final Api api;
    private final Token district = TestTokens.shared().role("district-operator").area(AREA);

    ActivationTest(
            @Autowired AreaTree areas,
            @LocalServerPort int port,
            @Autowired MongoTemplate mongo,
            @Autowired ActivationListener listener) {
        this.areas = areas;
        this.mongo = mongo;
        this.listener = listener;
        this.api = new Api(port);
    }

    @BeforeEach
    void loaded() {
        Reserve.takenIn(areas, mongo);
    }

    @Test
    void answersEachStepOnceAndGivesAllBackAtTheEnd() {
        String lot = receive("quilt", 100);
        var start = started("act-1", false, "FC-0105-1", "quilt", 40);
        listener.started(start);
        listener.started(start);
        JsonNode run = conversion("FC-0105-1", "act-1");
        assertThat(run.path("step").asString()).isEqualTo("convert");
        assertThat(mode("FC-0105-1")).isEqualTo("CONVERTING");
        assertThat(free(lot)).isEqualTo(60);
        assertThat(types("stock_reservations", "act-1.reserve")).containsExactly("stock-reserved.v1");
        assertThat(types("conversions", run.path("id").asString())).containsExactly("conversion-started.v1");

        listener.ended(new ActivationEnded("act-1"));
        listener.ended(new ActivationEnded("act-1"));
        assertThat(mode("FC-0105-1")).isEqualTo("PEACETIME");
        assertThat(free(lot)).isEqualTo(100);
        assertThat(types("stock_reservations", "act-1.reserve"))
                .containsExactly("stock-reserved.v1", "stock-released.v1");
        assertThat(types("conversions", run.path("id").asString()))
                .containsExactly("conversion-started.v1", "conversion-cancelled.v1");

        listener.started(start);
        assertThat(mode("FC-0105-1")).isEqualTo("PEACETIME");
        assertThat(free(lot)).isEqualTo(100);
    }

    @Test
    void refusesOnceWhatCannotBeDone() {
        var start = started("act-2", false, "FC-0104-1", "tent12m2", 1_000_000);
        listener.started(start);
        listener.started(start);
        assertThat(types("conversions", "act-2.convert")).containsExactly("conversion-refused.v1");
        assertThat(types("stock_reservations", "act-2.reserve")).containsExactly("stock-reservation-refused.v1");
        assertThat(data("conversions", "act-2.convert"))
                .contains("\"code\":\"not-found\"", "\"facilityId\":\"FC-0104-1\"", "\"step\":\"convert\"");
        assertThat(data("stock_reservations", "act-2.reserve"))
                .contains("\"code\":\"insufficient-stock\"", "\"item\":\"tent12m2\"");
        assertThat(api.get("/api/v1/stocks/reservations/act-2.reserve", district)
                        .is(200)
                        .text("state"))
                .isEqualTo("REFUSED");
        listener.started(started("act-3", false, "FC-0104-1", "unicorn", 1));
        assertThat(data("stock_reservations", "act-3.reserve")).contains("unknown-item");
        listener.ended(new ActivationEnded("act-2"));
        assertThat(types("conversions", "act-2.convert")).hasSize(1);
    }

    @Test
    void changesNothingInTruthForAnExercise() {
        String lot = receive("blanket", 100);
        listener.started(started("drill-1", true, "SBH-0105-1", "blanket", 40));
        JsonNode run = conversion("SBH-0105-1", "drill-1");
        assertThat(run.path("exercise").asBoolean()).isTrue();
        assertThat(run.path("id").asString()).isEqualTo("drill-1.convert");
        assertThat(mode("SBH-0105-1")).isEqualTo("PEACETIME");
        assertThat(free(lot)).isEqualTo(100);
        assertThat(data("conversions", "drill-1.convert")).contains("\"exercise\":true");
        assertThat(data("stock_reservations", "drill-1.reserve")).contains("\"exercise\":true");

        Token operator = TestTokens.shared().role("facility-operator").facility("SBH-0105-1");
        for (String step : List.of("stop-admissions", "move-patients", "seal")) {
            api.post(
                            "/api/v1/facilities/SBH-0105-1/conversions/drill-1.convert/step-completions",
                            operator,
                            "{\"step\": \"" + step + "\"}")
                    .is(200);
        }
        assertThat(api.get("/api/v1/facilities/SBH-0105-1", district)
                        .is(200)
                        .body()
                        .path("sealed")
                        .asBoolean())
                .isFalse();
        listener.started(started("act-4", false, "SBH-0105-1", "blanket", 100));
        assertThat(mode("SBH-0105-1")).isEqualTo("CONVERTING");
        assertThat(free(lot)).isZero();
        listener.ended(new ActivationEnded("drill-1"));
        assertThat(mode("SBH-0105-1")).isEqualTo("CONVERTING");
        assertThat(free(lot)).isZero();
        listener.ended(new ActivationEnded("act-4"));
        assertThat(mode("SBH-0105-1")).isEqualTo("PEACETIME");
    }

    @Test
    void undoesTheOneStepThatIsCompensated() {
        String lot = receive("folding_bed", 10);
        listener.started(started("act-5", false, "FC-0106-1", "folding_bed", 10, "310106000000"));
        listener.started(started("act-6", false, "FC-0105-1", "folding_bed", 10));
        assertThat(free(lot)).isZero();
        listener.compensated(new StepCompensated("act-6", "reserve", "RESERVATION"));
        assertThat(free(lot)).isEqualTo(10);
        assertThat(mode("FC-0105-1")).isEqualTo("CONVERTING");
        listener.compensated(new StepCompensated("act-6", "mobilise", "MOBILISATION"));
        listener.compensated(new StepCompensated("act-6", "convert", "CONVERSION"));
        assertThat(mode("FC-0105-1")).isEqualTo("PEACETIME");
        listener.ended(new ActivationEnded("act-5"));
    }

    @Test
    void leadsBackWhatWasOpenedForIt() {
        listener.started(started("act-8", false, "FC-0109-1", "lamp", 1, "310109000000"));
        String path = "/api/v1/facilities/FC-0109-1/conversions";
        Token operator = TestTokens.shared().role("facility-operator").facility("FC-0109-1");
        Token hongkou = TestTokens.shared().role("district-operator").area("310109000000");
        String run = api.get(path, hongkou).is(200).body().at("/items/0/id").asString();
        for (String step : List.of(
                "clear-venue", "lay-out-beds", "water-power-toilets", "equip", "staff", "accept", "rehearse", "open")) {
            api.post(path + "/" + run + "/step-completions", operator, "{\"step\": \"" + step + "\"}")
                    .is(200);
        }
        Token approver =
                TestTokens.shared().role("approver").area("310109000000").subject("dr-wu");
        api.post(path + "/" + run + "/approvals", approver, "{\"step\": \"open\"}")
                .is(200);
        listener.ended(new ActivationEnded("act-8"));
        listener.ended(new ActivationEnded("act-8"));
        JsonNode back = api.get(path, hongkou).is(200).body().path("items");
        assertThat(back.size()).isEqualTo(2);
        assertThat(back.at("/0/direction").asString()).isEqualTo("TO_PEACETIME");
        assertThat(back.at("/0/step").asString()).isEqualTo("convert");
        assertThat(api.get("/api/v1/facilities/FC-0109-1", hongkou).is(200).text("mode"))
                .isEqualTo("RESTORING");
    }

    private static ActivationStarted started(String id, boolean exercise, String facility, String item, int quantity) {
        return started(id, exercise, facility, item, quantity, AREA);
    }

    private static ActivationStarted started(
            String id, boolean exercise, String facility, String item, int quantity, String area) {
        return new ActivationStarted(
                id,
                area,
                exercise,
                List.of(new ConversionStep("convert", facility)),
                List.of(new ReservationStep("reserve", item, quantity)));
    }

    private String receive(String item, int quantity) {
        return api.post("/api/v1/stocks", district, """
                        {"area": "%s", "item": "%s", "lotNumber": "A", "expiresOn": "2031-01-01",
                         "place": "区应急仓库", "quantity": %d}""".formatted(AREA, item, quantity))
                .is(201)
                .text("id");
    }

    private int free(String lot) {
        return api.get("/api/v1/stocks/" + lot, district)
                .is(200)
                .body()
                .path("free")
                .asInt();
    }

    private String mode(String facility) {
        return api.get("/api/v1/facilities/" + facility, district).is(200).text("mode");
    }

    private JsonNode conversion(String facility, String cause) {
        return api.get("/api/v1/facilities/" + facility + "/conversions", district)
                .is(200)
                .body()
                .path("items")
                .valueStream()
                .filter(each -> each.path("cause").asString().equals(cause))
                .findFirst()
                .orElseThrow();
    }

    private String data(String collection, String id) {
        return String.valueOf(outbox(collection, id).getFirst().get("data")).replace(": ", ":");
    }

    private List<String> types(String collection, String id) {
        return outbox(collection, id).stream()
                .map(event -> event.getString("type").substring("communitycloud.resource.".length()))
                .toList();
    }

    private List<Document> outbox(String collection, String id) {
        Document found =
                mongo.getCollection(collection).find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        return found.getList("outbox", Document.class);
    }
}
