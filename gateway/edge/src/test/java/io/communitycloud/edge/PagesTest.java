package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.communitycloud.edge.Client.WORKER;
import static io.communitycloud.edge.Client.json;
import static io.communitycloud.edge.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@EdgeTest
class PagesTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final Client client;

    PagesTest(@LocalServerPort int port) {
        this.client = new Client(port);
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        Services.register(registry);
    }

    @BeforeEach
    void servicesAnswer() {
        Services.RESIDENT.resetAll();
        Services.RESIDENT.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    }

    @Test
    void explainsAProblemToPeopleInTheirLanguage() {
        HttpResponse<String> english =
                client.get("/problems/too-many-requests", "Accept", BROWSER, "Accept-Language", "en-GB");
        assertThat(english.statusCode()).isEqualTo(200);
        assertThat(english.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(english.body()).contains("<html lang=\"en\">", "too-many-requests");
        HttpResponse<String> chinese =
                client.get("/problems/too-many-requests", "Accept", BROWSER, "Accept-Language", "zh-CN");
        assertThat(chinese.body()).contains("<html lang=\"zh-CN\">", "问题");
        assertThat(client.get("/problems/too-many-requests?lang=en", "Accept", BROWSER, "Accept-Language", "zh")
                        .body())
                .contains("<html lang=\"en\">");
    }

    @Test
    void explainsAProblemToPrograms() {
        JsonNode explained = json(client.get("/problems/ambiguous-body", "Accept-Language", "en"));
        assertThat(explained.path("type").stringValue()).isEqualTo("/problems/ambiguous-body");
        assertThat(explained.path("title").stringValue()).isEqualTo("The end of the body can be seen in two ways");
    }

    @Test
    void knowsNoPageForACodeNobodyUses() {
        for (String code : List.of("no-such-code", "UPPER", "..")) {
            HttpResponse<String> answer = client.get("/problems/" + code);
            assertThat(answer.statusCode()).isIn(400, 404);
            problem(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/problems/", "/asyncapi", "/docs"})
    void showsPagesWithoutAToken(String path) {
        HttpResponse<String> page = client.get(path, "Accept", BROWSER);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(page.body()).startsWith("<!doctype html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/edge.css",
                "/assets/mark.svg",
                "/assets/docs.js",
                "/docs/ui/swagger-ui.css",
                "/docs/ui/swagger-ui-bundle.js"
            })
    void servesWhatItsPagesUse(String path) {
        assertThat(client.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void showsTheEventsOfAServiceToPeopleAndPrograms() {
        HttpResponse<String> document = client.get("/asyncapi/resident");
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        assertThat(document.body()).contains("\"asyncapi\": \"3.0.0\"", "resident.residents.v1");
        HttpResponse<String> page = client.get("/asyncapi/resident", "Accept", BROWSER);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("resident.residents.v1");
        assertThat(client.get("/asyncapi/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void greetsInBothLanguages() {
        assertThat(client.get("/", "Accept", BROWSER, "Accept-Language", "en").body())
                .contains("One entry to a city", "resident-service");
        assertThat(client.get("/", "Accept", BROWSER).body()).contains("社区云", "运行状态");
    }

    @Test
    void listsTheDocumentsOfServicesThatRun() {
        JsonNode urls = json(client.get("/docs/swagger-config")).path("urls");
        assertThat(urls.valueStream().map(url -> url.path("url").stringValue()))
                .containsExactlyInAnyOrder("/v3/api-docs/notice", "/v3/api-docs/resident", "/v3/api-docs/edge");
    }

    @Test
    void passesAServicesDocumentOnWithoutAToken() {
        Services.RESIDENT.stubFor(get("/v3/api-docs/resident").willReturn(okJson("{\"openapi\":\"3.1.0\"}")));
        assertThat(json(client.get("/v3/api-docs/resident")).path("openapi").stringValue())
                .isEqualTo("3.1.0");
    }

    @Test
    void publishesADocumentOfItsOwn() {
        JsonNode document = json(client.get("/v3/api-docs/edge"));
        assertThat(document.path("openapi").stringValue()).startsWith("3.1");
        assertThat(document.path("paths").propertyNames()).contains("/api/v1/me", "/api/v1/overview");
    }

    @Test
    void tellsTheCallerWhoSheIs() {
        Services.RESIDENT.stubFor(get("/api/v1/areas/310101002001")
                .willReturn(okJson("{\"code\":\"310101002001\",\"name\":\"云南中路居委会\"}")));
        JsonNode me = json(client.get("/api/v1/me", "Authorization", WORKER));
        assertThat(me.path("name").stringValue()).isEqualTo("wang");
        assertThat(me.path("roles").valueStream().map(JsonNode::stringValue)).containsExactly("social-worker");
        assertThat(me.path("area").path("name").stringValue()).isEqualTo("云南中路居委会");
        assertThat(client.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void tellsTheStateOfEveryPart() {
        JsonNode parts =
                json(client.get("/api/v1/overview", "Authorization", WORKER)).path("parts");
        assertThat(parts.valueStream().map(part -> part.path("name").stringValue()))
                .contains("edge", "resident-service", "notice-service", "team-service", "exchange");
        JsonNode team = parts.valueStream()
                .filter(part -> part.path("name").stringValue("").equals("team-service"))
                .findFirst()
                .orElseThrow();
        assertThat(team.path("state").stringValue()).isEqualTo("down");
        assertThat(team.path("ageSeconds").isIntegralNumber()).isTrue();
        assertThat(client.get("/api/v1/overview").statusCode()).isEqualTo(401);
    }
}
