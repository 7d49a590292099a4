package io.communitycloud.exchange.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.ExchangeTest;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ExchangeTest
class MaintenanceOverHttpTest {

    private static final String WINDOWS = "/api/v1/maintenance-windows";

    private final Api api;
    private final AnnouncedMaintenance announced;
    private final Clock clock;
    private final TestTokens tokens = TestTokens.shared();

    MaintenanceOverHttpTest(
            @LocalServerPort int port, @Autowired AnnouncedMaintenance announced, @Autowired Clock clock) {
        this.api = new Api(port);
        this.announced = announced;
        this.clock = clock;
    }

    @Test
    void tellsTheLaneOfALegacySystemUntilItIsEnded() {
        String id = api.post(WINDOWS, tokens.role("city-operator"), window("SYSTEM", "XXX-01", "2126-01-01"))
                .is(201)
                .text("id");
        announced.look();
        assertThat(announced.until("XXX-01", clock.instant())).isPresent();
        assertThat(announced.until("XXX-02", clock.instant())).isEmpty();
        assertThat(api.post(WINDOWS + "/" + id + "/ends", tokens.role("city-operator"), "")
                        .is(200)
                        .body()
                        .path("ended")
                        .asBoolean())
                .isTrue();
        api.post(WINDOWS + "/" + id + "/ends", tokens.role("city-operator"), "").is(409);
        announced.look();
        assertThat(announced.until("XXX-01", clock.instant())).isEmpty();
        assertThat(api.get(WINDOWS + "?target=XXX-01", tokens.role("auditor"))
                        .is(200)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(api.get(WINDOWS + "/" + id, tokens.role("auditor")).is(200).text("target"))
                .isEqualTo("XXX-01");
    }

    @Test
    void refusesAWindowThatEndsBeforeItBegins() {
        api.post(
                        WINDOWS,
                        tokens.role("city-operator"),
                        "{\"kind\":\"PARTNER\",\"target\":\"HLT\",\"from\":\"2126-01-02T00:00:00+08:00\","
                                + "\"until\":\"2126-01-01T00:00:00+08:00\",\"reason\":{\"zh\":\"一\",\"en\":\"a\"}}")
                .is(400);
    }

    private static String window(String kind, String target, String end) {
        return "{\"kind\":\"" + kind + "\",\"target\":\"" + target
                + "\",\"from\":\"2020-01-01T00:00:00+08:00\",\"until\":\"" + end
                + "T00:00:00+08:00\",\"reason\":{\"zh\":\"更换线缆\",\"en\":\"New cables\"}}";
    }
}
