package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What the edge does while the registry is there, away, back and empty. */
class InstancesTest {

    @TempDir
    private static Path home;

    @Test
    void keepsServingFromTheLastKnownListWhateverTheRegistryDoes() {
        Services.RESIDENT.resetAll();
        Services.RESIDENT.stubFor(any(anyUrl()).willReturn(ok("resident")));
        WireMockServer registry = registry(0);
        registry.stubFor(any(urlPathMatching("/eureka/apps.*")).willReturn(okJson(listing())));
        int port = registry.port();
        try (ServletWebServerApplicationContext edge = edge(port)) {
            Client client = client(edge);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> serves(client));

            registry.stop();
            assertThat(stillServesFor(Duration.ofSeconds(4), client)).isTrue();

            WireMockServer empty = registry(port);
            empty.stubFor(any(anyUrl()).willReturn(okJson(empty())));
            assertThat(stillServesFor(Duration.ofSeconds(4), client)).isTrue();
            empty.stop();
        }
        try (ServletWebServerApplicationContext restarted = edge(port)) {
            serves(client(restarted));
        }
    }

    private static void serves(Client client) {
        assertThat(client.getAsWorker("/api/v1/residents").body()).isEqualTo("resident");
    }

    private static boolean stillServesFor(Duration duration, Client client) {
        long end = System.nanoTime() + duration.toNanos();
        int refused = 0;
        while (System.nanoTime() < end) {
            refused += client.getAsWorker("/api/v1/residents").statusCode() == 200 ? 0 : 1;
        }
        return refused == 0;
    }

    private static Client client(ServletWebServerApplicationContext edge) {
        return new Client(Objects.requireNonNull(edge.getWebServer()).getPort());
    }

    private static ServletWebServerApplicationContext edge(int registryPort) {
        return (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(EdgeApplication.class, TestIdentity.class)
                        .run(
                                "--server.port=0",
                                "--management.server.port=0",
                                "--logging.structured.format.console=",
                                "--CLOUD_HOME=" + home,
                                "--REGISTRY_URI=http://user:password@127.0.0.1:" + registryPort + "/eureka",
                                "--eureka.client.register-with-eureka=false",
                                "--eureka.client.registry-fetch-interval-seconds=1");
    }

    private static WireMockServer registry(int port) {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().port(port).bindAddress("127.0.0.1"));
        server.start();
        server.stubFor(get("/").willReturn(ok()));
        return server;
    }

    private static String listing() {
        return """
                {"applications": {"versions__delta": "1", "apps__hashcode": "UP_1_", "application": [
                  {"name": "RESIDENT-SERVICE", "instance": [{
                    "instanceId": "resident-service:1", "app": "RESIDENT-SERVICE", "hostName": "127.0.0.1",
                    "ipAddr": "127.0.0.1", "vipAddress": "resident-service", "status": "UP", "actionType": "ADDED",
                    "port": {"$": %d, "@enabled": "true"}, "securePort": {"$": 443, "@enabled": "false"},
                    "leaseInfo": {"renewalIntervalInSecs": 2, "durationInSecs": 6},
                    "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"}
                  }]}]}}
                """.formatted(Services.RESIDENT.port());
    }

    private static String empty() {
        return "{\"applications\": {\"versions__delta\": \"1\", \"apps__hashcode\": \"\", \"application\": []}}";
    }
}
