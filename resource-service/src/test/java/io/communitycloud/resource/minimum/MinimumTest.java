package io.communitycloud.resource.minimum;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.ResourceTest;
import io.communitycloud.resource.minimum.ResponseLevelListener.ResponseLevelChanged;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What should lie in a store, where anybody has said so. */
@ResourceTest
class MinimumTest {

    private static final String CITY = "310000000000";
    private static final Instant THEN = Instant.parse("2026-11-22T02:00:00Z");

    private final AreaTree areas;
    private final ResponseLevelListener listener;
    private final Api api;

    MinimumTest(@Autowired AreaTree areas, @LocalServerPort int port, @Autowired ResponseLevelListener listener) {
        this.areas = areas;
        this.listener = listener;
        this.api = new Api(port);
    }

    @BeforeEach
    void known() {
        Api.knowAreas(areas);
    }

    @Test
    void saysUnknownWhereNobodyHasLaidAMinimumDown() {
        Token city = TestTokens.shared().role("city-operator").area(CITY);
        api.post(
                        "/api/v1/stocks",
                        city,
                        "{\"area\": \"" + CITY
                                + "\", \"item\": \"family_pack\", \"lotNumber\": \"A\", \"place\": \"市库\", \"quantity\": 1000}")
                .is(201);
        JsonNode ofCity = minimums(CITY, city);
        assertThat(ofCity.path("byLevel").asString()).isEqualTo("UNKNOWN");
        assertThat(item(ofCity, "family_pack").path("comparison").asString()).isEqualTo("MET");
        assertThat(item(ofCity, "mask_surgical").path("comparison").asString()).isEqualTo("BELOW");
        assertThat(item(ofCity, "gloves").path("minimum").isNull()).isTrue();
        assertThat(item(ofCity, "gloves").path("comparison").asString()).isEqualTo("UNKNOWN");
        JsonNode ofDistrict = minimums("310101000000", TestTokens.shared().role("district-operator"));
        assertThat(item(ofDistrict, "family_pack").path("comparison").asString())
                .isEqualTo("UNKNOWN");
        api.get("/api/v1/stocks/minimums?area=310110000000", TestTokens.shared().role("district-operator"))
                .is(404);
    }

    @Test
    void showsTheLevelThatIsInForceNowAndNoneOfBefore() {
        listener.changed(
                new ResponseLevelChanged("310113000000", false, "EPIDEMIC", null, "II", THEN, null, null), event(2));
        listener.changed(
                new ResponseLevelChanged("310113000000", false, "EPIDEMIC", null, "III", THEN, null, null), event(1));
        listener.changed(
                new ResponseLevelChanged("310113000000", true, "EPIDEMIC", null, "I", THEN, null, null), event(3));
        JsonNode levels = minimums(
                        "310113000000",
                        TestTokens.shared().role("district-operator").area("310113000000"))
                .path("levels");
        assertThat(levels.size()).isEqualTo(1);
        assertThat(levels.at("/0/level").asString()).isEqualTo("II");
        assertThat(levels.at("/0/authority").isNull()).isTrue();
    }

    private static EventMeta event(long sequence) {
        return new EventMeta(
                "E" + sequence,
                "communitycloud.emergency.response-level-changed.v1",
                "emergency.response-levels.v1",
                "310113000000.EPIDEMIC",
                sequence,
                THEN,
                "story",
                null);
    }

    private JsonNode minimums(String area, Token caller) {
        return api.get("/api/v1/stocks/minimums?area=" + area, caller).is(200).body();
    }

    private static JsonNode item(JsonNode answer, String name) {
        return answer.path("items")
                .valueStream()
                .filter(each -> each.path("item").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
