package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.edge.call.SeenCalls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class CallRecordsTest extends BehindTheEdge {

    private final Client client;

    CallRecordsTest(@LocalServerPort int port) {
        this.client = new Client(port);
    }

    @Test
    void keepsOneRowOfEachCallWithoutWhatWasSaid() {
        Services.NOTICE.stubFor(any(anyUrl()).willReturn(ok("twelve bytes")));
        String trace = "4bf92f3577b34da6a3ce929d0e0e4701";
        client.send(
                "POST",
                "/api/v1/templates?secret=1",
                "{\"title\":\"x\"}",
                "Authorization",
                Client.WORKER,
                "traceparent",
                "00-" + trace + "-00f067aa0ba902b7-01",
                "X-Purpose",
                "daily-service",
                "X-Case",
                "SH-1");
        assertThat(rowsOf(trace))
                .containsExactly("null portal:wang POST /api/v1/templates notice-service daily-service SH-1 200 13 12");
    }

    @Test
    void keepsARowOfWhatWasRefused() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4702";
        client.get("/api/v1/notices", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(rowsOf(trace))
                .singleElement()
                .asString()
                .startsWith("null null GET /api/v1/notices")
                .contains(" 401 0 ");
    }

    @Test
    void namesTheBureauWhoseSystemCalled() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4703";
        client.get(
                "/api/v1/unicorns",
                "Authorization",
                "Bearer " + TestIdentity.bureau("HLT"),
                "traceparent",
                "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(rowsOf(trace))
                .singleElement()
                .asString()
                .startsWith("HLT portal:bureau-HLT GET /api/v1/unicorns null");
    }

    private static List<String> rowsOf(String trace) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !SeenCalls.ofTrace(trace).isEmpty());
        return SeenCalls.ofTrace(trace);
    }
}
