package io.communitycloud.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"REGISTRY_USER=cloud", "REGISTRY_PASSWORD=open-sesame", "management.server.port=0"})
class RegistryTest {

    private static final String RIGHT = "cloud:open-sesame";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Test
    void refusesARegistrationWithoutCredentials() throws Exception {
        assertThat(register("stranger", "", 90)).isEqualTo(401);
        assertThat(register("stranger", "cloud:guess", 90)).isEqualTo(401);
        assertThat(get("/eureka/apps/STRANGER", RIGHT).statusCode()).isEqualTo(404);
    }

    @Test
    void listsNothingToAStranger() throws Exception {
        assertThat(get("/eureka/apps", "").statusCode()).isEqualTo(401);
        assertThat(get("/", "").statusCode()).isEqualTo(401);
    }

    @Test
    void showsARegisteredInstanceAtOnce() throws Exception {
        assertThat(register("resident-service", RIGHT, 90)).isEqualTo(204);
        assertThat(get("/eureka/apps", RIGHT).body()).contains("RESIDENT-SERVICE");
    }

    @Test
    void forgetsAnInstanceThatStoppedRenewing() throws Exception {
        assertThat(register("short-lived", RIGHT, 1)).isEqualTo(204);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(get("/eureka/apps/SHORT-LIVED", RIGHT).statusCode())
                                .isEqualTo(404));
    }

    @Test
    void servesItsDashboardToThoseWhoMay() throws Exception {
        HttpResponse<String> page = get("/", RIGHT);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Instances currently registered");
    }

    @Test
    void doesNotRegisterItself() throws Exception {
        assertThat(get("/eureka/apps/REGISTRY", RIGHT).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsEveryoneOnTheManagementPortWhetherItIsWell() throws Exception {
        HttpResponse<String> readiness = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(readiness.statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotStartWithoutCredentialsOfItsOwn() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(RegistryApplication.class)
                        .run("--server.port=0", "--management.server.port=0")
                        .close())
                .hasStackTraceContaining("REGISTRY_PASSWORD");
    }

    private int register(String application, String credentials, int leaseSeconds)
            throws IOException, InterruptedException {
        String instance = """
                {"instance": {"instanceId": "%1$s:1", "app": "%1$s", "hostName": "127.0.0.1", "ipAddr": "127.0.0.1",
                 "vipAddress": "%1$s", "status": "UP", "port": {"$": 8101, "@enabled": "true"},
                 "leaseInfo": {"renewalIntervalInSecs": 1, "durationInSecs": %2$d},
                 "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"}}}
                """.formatted(application, leaseSeconds);
        return client.send(
                        request("/eureka/apps/" + application, credentials)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(instance))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpResponse<String> get(String path, String credentials) throws IOException, InterruptedException {
        return client.send(request(path, credentials).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String credentials) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return credentials.isEmpty()
                ? request
                : request.header(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }
}
