package io.communitycloud.edge;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The services behind the edge, played by WireMock; the others are known to the registry of no test. */
final class Services {

    static final WireMockServer RESIDENT = started();
    static final WireMockServer NOTICE = started();
    static final WireMockServer EMERGENCY = started();
    static final WireMockServer EXCHANGE = started();

    /** The identity provider, where it keeps sessions. */
    static final WireMockServer IDENTITY = started();

    private Services() {}

    static void register(DynamicPropertyRegistry registry) {
        at(registry, "resident-service", RESIDENT.port());
        at(registry, "notice-service", NOTICE.port());
    }

    static void at(DynamicPropertyRegistry registry, String service, int port) {
        registry.add(
                "spring.cloud.discovery.client.simple.instances." + service + "[0].uri",
                () -> "http://127.0.0.1:" + port);
    }

    private static WireMockServer started() {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(64));
        server.start();
        return server;
    }
}
