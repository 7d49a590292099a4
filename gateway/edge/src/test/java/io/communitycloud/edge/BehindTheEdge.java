package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two services that answer everything; tests that ask no more of them share one edge, because its start is dear. */
@EdgeTest
abstract class BehindTheEdge {

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        Services.register(registry);
        registry.add("edge.sessions.uri", () -> "http://127.0.0.1:" + Services.IDENTITY.port() + "/sessions");
    }

    @BeforeEach
    void servicesAnswer() {
        Services.RESIDENT.resetAll();
        Services.NOTICE.resetAll();
        Services.RESIDENT.stubFor(any(anyUrl()).willReturn(ok("resident")));
        Services.NOTICE.stubFor(any(anyUrl()).willReturn(ok("notice")));
    }
}
