package io.communitycloud.resource.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.ResourceTest;
import io.communitycloud.resource.quarantine.QuarantineListener.QuarantineEnded;
import io.communitycloud.resource.quarantine.QuarantineListener.SupplyDelivered;
import io.communitycloud.resource.quarantine.QuarantineListener.SupplyRequested;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What households under quarantine are brought leaves the stock once, or comes back. */
@ResourceTest
class QuarantineListenerTest {

    private static final String DISTRICT = "310107000000";

    private final AreaTree areas;
    private final QuarantineListener listener;
    private final Api api;
    private final Token district = TestTokens.shared().role("district-operator").area(DISTRICT);

    QuarantineListenerTest(
            @Autowired AreaTree areas, @LocalServerPort int port, @Autowired QuarantineListener listener) {
        this.areas = areas;
        this.listener = listener;
        this.api = new Api(port);
    }

    @BeforeEach
    void loaded() {
        Api.knowAreas(areas);
    }

    @Test
    void setsAsideOnceAndLetsGoWhatWasBrought() {
        String lot = receive("family_pack", 10);
        SupplyRequested asked = new SupplyRequested("order-1", "s1", DISTRICT, false, "family_pack", 2);
        listener.requested(asked);
        listener.requested(asked);
        assertThat(lot(lot).path("free").asInt()).isEqualTo(8);
        assertThat(lot(lot).path("quantity").asInt()).isEqualTo(10);

        listener.delivered(new SupplyDelivered("order-1", "s1"));
        listener.delivered(new SupplyDelivered("order-1", "s1"));
        assertThat(lot(lot).path("quantity").asInt()).isEqualTo(8);
        listener.ended(new QuarantineEnded("order-1"));
        assertThat(lot(lot).path("free").asInt()).isEqualTo(8);
        assertThat(state("order-1.s1")).isEqualTo("ISSUED");
    }

    @Test
    void takesBackWhatWasNotBroughtBeforeTheEnd() {
        String lot = receive("biscuits", 10);
        listener.requested(new SupplyRequested("order-2", "s1", DISTRICT, false, "biscuits", 4));
        listener.requested(new SupplyRequested("order-2", "s2", DISTRICT, false, "biscuits", 3));
        listener.delivered(new SupplyDelivered("order-2", "s2"));
        assertThat(lot(lot).path("free").asInt()).isEqualTo(3);

        listener.ended(new QuarantineEnded("order-2"));
        listener.ended(new QuarantineEnded("order-2"));
        assertThat(lot(lot).path("free").asInt()).isEqualTo(7);
        assertThat(lot(lot).path("quantity").asInt()).isEqualTo(7);
        assertThat(state("order-2.s1")).isEqualTo("RELEASED");
    }

    @Test
    void refusesForGoodWhatIsNotThere() {
        listener.requested(new SupplyRequested("order-3", "s1", DISTRICT, false, "canned", 1_000_000));
        listener.requested(new SupplyRequested("order-3", "s2", DISTRICT, false, "unicorn", 1));

        assertThat(state("order-3.s1")).isEqualTo("REFUSED");
        assertThat(state("order-3.s2")).isEqualTo("REFUSED");
    }

    @Test
    void movesNothingInTruthForAnExercise() {
        String lot = receive("noodles", 10);
        listener.requested(new SupplyRequested("drill-9", "s1", DISTRICT, true, "noodles", 4));
        listener.delivered(new SupplyDelivered("drill-9", "s1"));

        assertThat(state("drill-9.s1")).isEqualTo("ISSUED");
        assertThat(lot(lot).path("free").asInt()).isEqualTo(10);
        assertThat(lot(lot).path("quantity").asInt()).isEqualTo(10);
    }

    private String receive(String item, int quantity) {
        return api.post("/api/v1/stocks", district, """
                        {"area": "%s", "item": "%s", "lotNumber": "Q", "expiresOn": "2031-01-01",
                         "place": "区应急仓库", "quantity": %d}""".formatted(DISTRICT, item, quantity))
                .is(201)
                .text("id");
    }

    private JsonNode lot(String id) {
        return api.get("/api/v1/stocks/" + id, district).is(200).body();
    }

    private String state(String reservation) {
        return api.get("/api/v1/stocks/reservations/" + reservation, district)
                .is(200)
                .text("state");
    }
}
