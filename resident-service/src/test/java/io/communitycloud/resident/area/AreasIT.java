package io.communitycloud.resident.area;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.Api;
import io.communitycloud.resident.testing.RunningService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AreasIT extends RunningService {

    @Test
    void holdsTheWholeCity() {
        Map<String, Integer> inForce = new HashMap<>();
        for (Document area : mongo.getCollection("areas").find()) {
            if (area.get("validTo") == null) {
                inForce.merge(area.getString("level"), 1, Integer::sum);
            }
        }

        assertThat(inForce).isEqualTo(Map.of("CITY", 1, "DISTRICT", 16, "STREET", 234, "COMMITTEE", 6_509));
    }

    @Test
    void listsSixteenDistrictsOfTheCity() {
        Answer districts = anyone().get("/areas?parent=" + CITY).ok();

        assertThat(districts.items())
                .hasSize(16)
                .allMatch(area -> area.path("level").asString().equals("DISTRICT"));
        assertThat(districts.json().path("next").isNull()).isTrue();
    }

    @Test
    void pagesThroughManyWithoutLosingOne() {
        Set<String> codes = new HashSet<>();
        String next = "/areas?limit=200&name=%E5%B1%85%E5%A7%94%E4%BC%9A";
        int pages = 0;
        while (next != null) {
            Answer page = anyone().get(next).ok();
            page.items().forEach(area -> codes.add(area.path("code").asString()));
            JsonNode cursor = page.json().path("next");
            next = cursor.isNull()
                    ? null
                    : "/areas?limit=200&name=%E5%B1%85%E5%A7%94%E4%BC%9A&cursor=" + cursor.asString();
            pages++;
        }

        assertThat(codes).hasSizeGreaterThan(4_000).contains(COMMITTEE);
        assertThat(pages).isEqualTo((codes.size() + 199) / 200);
    }

    @Test
    void findsByNameBelowAParent() {
        Answer found = anyone().get("/areas?parent=" + STREET + "&name=%E4%BA%91%E5%8D%97")
                .ok();

        assertThat(found.items())
                .isNotEmpty()
                .allMatch(area -> area.path("parent").asString().equals(STREET));
    }

    @ParameterizedTest
    @CsvSource({"310110000000, DISTRICT", "310101002010, COMMITTEE", "310101002000, STREET", "310000000000, CITY"})
    void readsTheLevelFromTheTableAndNotFromZeros(String code, String level) {
        assertThat(anyone().get("/areas/" + code).ok().text("level")).isEqualTo(level);
    }

    @Test
    void tellsWhatFollowedAFormerCode() {
        Answer former = anyone().get("/areas/310108000000").ok();

        assertThat(former.text("name")).isEqualTo("闸北区");
        assertThat(former.text("supersededBy")).isEqualTo("310106000000");
        assertThat(anyone().get("/areas/310106000000")
                        .ok()
                        .json()
                        .path("supersededBy")
                        .isNull())
                .isTrue();
    }

    @Test
    void confirmsWhatTheCallerHolds() {
        Answer area = anyone().get("/areas/" + COMMITTEE).ok();

        anyone().get("/areas/" + COMMITTEE, "If-None-Match", area.etag()).is(304);
        assertThat(anyone().get("/areas/" + NEIGHBOUR).ok().etag()).isNotEqualTo(area.etag());
    }

    @Test
    void refusesWhatIsNoCode() {
        anyone().get("/areas/31010100200").refusedAs(400, "invalid-parameter");
        anyone().get("/areas/999999999999").refusedAs(404, "not-found");
        anyone().get("/areas?parent=999999999999").refusedAs(404, "not-found");
        anyone().get("/areas?level=CITY").refusedAs(400, "unknown-parameter");
        anyone().get("/areas?limit=201").refusedAs(400, "invalid-parameter");
        anyone().get("/areas?cursor=garbage").refusedAs(400, "invalid-parameter");
    }

    private Api anyone() {
        return as(tokens().role("volunteer"));
    }
}
