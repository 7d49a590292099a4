package io.communitycloud.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.web.sample.SampleApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=sample-service",
            "logging.structured.format.console=",
            "management.tracing.export.enabled=true"
        })
class ConventionsTest {

    private static final String GOOD = """
            {"name":"a","count":1,"colour":"RED","at":"2026-11-22T10:00:00Z","parts":[]}""";

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void writesTimesWithTheCitysOffset() throws Exception {
        assertThat(get("/api/v1/things").body()).contains("\"at\":\"2026-11-22T10:00:00+08:00\"");
        assertThat(get("/api/v1/things/1").body()).contains("\"at\":\"2026-11-22T10:00:00.500+08:00\"");
    }

    @Test
    void writesAbsentMembersAsNull() throws Exception {
        assertThat(get("/api/v1/things/1").body()).contains("\"note\":null");
    }

    @Test
    void linksAPageToItsNeighboursWithAllFilters() throws Exception {
        var answer = get("/api/v1/things?name=%E5%BC%A0&limit=10");
        assertThat(answer.statusCode()).isEqualTo(200);
        String link = answer.headers().firstValue("Link").orElseThrow();
        String base = "http://127.0.0.1:" + port + "/api/v1/things?name=%E5%BC%A0&limit=10";
        assertThat(link)
                .isEqualTo("<" + base + ">; rel=\"self\", <" + base + ">; rel=\"first\", <" + base + "&cursor="
                        + Cursor.of("a", "1").encode() + ">; rel=\"next\"");
    }

    @Test
    void answers304WhereTheTagIsKnown() throws Exception {
        var first = get("/api/v1/things/1");
        assertThat(first.headers().firstValue("ETag")).contains("\"7-masked\"");
        var second = send("GET", "/api/v1/things/1", null, "If-None-Match", "\"7-masked\"");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("ETag")).contains("\"7-masked\"");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    limit=0         | 400 | invalid-parameter | ?limit
                    limit=201       | 400 | invalid-parameter | ?limit
                    limit=x         | 400 | invalid-parameter | ?limit
                    limit=%2B1      | 400 | invalid-parameter | ?limit
                    limit=1&limit=2 | 400 | invalid-parameter | ?limit
                    cursor=garbage! | 400 | invalid-parameter | ?cursor
                    cursor=AAAA     | 400 | invalid-parameter | ?cursor
                    colour=GREEN    | 400 | invalid-parameter | ?colour
                    level=x         | 400 | invalid-parameter | ?level
                    level=10        | 400 | invalid-parameter | ?level
                    nam=x           | 400 | unknown-parameter | ?nam
                    """, delimiter = '|')
    void refusesParameters(String query, int status, String code, String pointer) throws Exception {
        Told told = told(get("/api/v1/things?" + query));
        assertThat(told.status()).isEqualTo(status);
        assertThat(told.code()).isEqualTo(code);
        assertThat(told.errors()).extracting(Told.Entry::pointer).containsExactly(pointer);
        assertThat(told.errors()).extracting(Told.Entry::message).doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?name=%00", "?name=%0A", "?name=%", "?name=%zz", "?name=%FF", "/a%00b", "/a%0Ab", "/%FF"})
    void refusesControlCharactersAndBrokenEscapes(String suffix) throws Exception {
        // A client library would repair some of these.
        String answer = raw("GET /api/v1/things" + suffix + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    {                                       | malformed-json |
                                                            | malformed-json |
                    nonsense                                | malformed-json |
                    {"name":"a","name":"b"}                 | malformed-json |
                    GOOD {}                                 | malformed-json |
                    []                                      | invalid-field  | EMPTY
                    "x"                                     | invalid-field  | EMPTY
                    null                                    | malformed-json |
                    {"nam":"x","name":"a","count":1,"colour":"RED","at":"2026-11-22T10:00:00Z","parts":[]} | unknown-field  | /nam
                    {"name":1}                              | invalid-field  | /name
                    {"name":true}                           | invalid-field  | /name
                    {"name":null}                           | invalid-field  | /name
                    {"name":"forbidden","count":1,"colour":"RED","at":"2026-11-22T10:00:00Z","parts":[]} | invalid-field | /name
                    {"count":"1"}                           | invalid-field  | /count
                    {"count":1.5}                           | invalid-field  | /count
                    {"count":null}                          | invalid-field  | /count
                    {"count":99999999999999999999999}       | invalid-field  | /count
                    {"count":""}                            | invalid-field  | /count
                    {"colour":"GREEN"}                      | invalid-field  | /colour
                    {"colour":"red"}                        | invalid-field  | /colour
                    {"colour":0}                            | invalid-field  | /colour
                    {"colour":""}                           | invalid-field  | /colour
                    {"at":"2026-11-22"}                     | invalid-field  | /at
                    {"at":"2026-11-22T10:00:00"}            | invalid-field  | /at
                    {"at":1700000000}                       | invalid-field  | /at
                    {"at":"2026-02-30T10:00:00Z"}           | invalid-field  | /at
                    {"day":"2026-02-30"}                    | invalid-field  | /day
                    {"day":20260101}                        | invalid-field  | /day
                    {"day":""}                              | invalid-field  | /day
                    {"parts":{}}                            | invalid-field  | /parts
                    {"parts":""}                            | invalid-field  | /parts
                    {"parts":[null]}                        | invalid-field  | /parts/0
                    {"parts":[{"label":"x"},{"label":7}]}   | invalid-field  | /parts/1/label
                    {"count":1,"colour":"RED","at":"2026-11-22T10:00:00Z","parts":[]} | invalid-field | /name
                    {"name":"","count":1,"colour":"RED","at":"2026-11-22T10:00:00Z","parts":[]} | invalid-field | /name
                    {"name":"a","count":1,"colour":"RED","at":"2026-11-22T10:00:00Z","parts":[{"label":"toolong"}]} | invalid-field | /parts/0/label
                    """, delimiter = '|', quoteCharacter = '\u0001')
    void refusesBodies(@Nullable String body, String code, @Nullable String pointer) throws Exception {
        Told told = told(post("/api/v1/things", body == null ? "" : body.replace("GOOD", GOOD)));
        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo(code);
        List<String> pointers = pointer == null ? List.of() : List.of(pointer.equals("EMPTY") ? "" : pointer);
        assertThat(told.errors()).extracting(Told.Entry::pointer).containsExactlyElementsOf(pointers);
    }

    @Test
    void acceptsTimesWithAnyOffset() throws Exception {
        assertThat(post("/api/v1/things", GOOD.replace("Z\"", "+05:30\"")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesJsonDeeperThanFiftyLevels() throws Exception {
        Told told = told(post("/api/v1/things/imports", "{\"extra\":" + "[".repeat(60) + "]".repeat(60) + "}"));
        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("body-too-deep");
    }

    @Test
    void refusesBodiesOverTheLimitWhetherDeclaredOrChunked() throws Exception {
        String large = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}";
        assertThat(told(post("/api/v1/things", large)).status()).isEqualTo(413);
        var chunked = HttpRequest.newBuilder(uri("/api/v1/things"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .build();
        Told told = told(client.send(chunked, HttpResponse.BodyHandlers.ofString()));
        assertThat(told.status()).isEqualTo(413);
        assertThat(told.code()).isEqualTo("body-too-large");
    }

    @Test
    void letsOneHandlerAcceptMore() throws Exception {
        String large = "{\"value\":\"" + "x".repeat(1024 * 1024) + "\"}";
        assertThat(post("/api/v1/things/imports", large).statusCode()).isEqualTo(200);
        String larger = "{\"value\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        assertThat(post("/api/v1/things/imports", larger).statusCode()).isEqualTo(413);
    }

    @Test
    void knowsTheKeyAndTheFingerprintOfTheBody() throws Exception {
        var answer = send("POST", "/api/v1/things", GOOD, "Idempotency-Key", "\"k-1\"");
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode key = json.readTree(answer.body()).get("key");
        assertThat(key.get("key").asString()).isEqualTo("k-1");
        assertThat(key.get("route").asString()).isEqualTo("POST /api/v1/things");
        assertThat(key.get("fingerprint").asString()).hasSize(64);
        var bare = send("POST", "/api/v1/things", GOOD, "Idempotency-Key", "k-1");
        assertThat(json.readTree(bare.body()).get("key")).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "\"a\"b\"", "\"\"", "with space", "\"a\\x\""})
    void refusesAMalformedKey(String key) throws Exception {
        Told told = told(send("POST", "/api/v1/things", GOOD, "Idempotency-Key", key));
        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("idempotency-key-invalid");
    }

    @Test
    void refusesAChangeWithoutItsVersion() throws Exception {
        assertThat(told(send("DELETE", "/api/v1/things/1", null)).code()).isEqualTo("precondition-required");
        assertThat(told(send("DELETE", "/api/v1/things/1", null)).status()).isEqualTo(428);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "7", "\"7\"", "W/\"7-masked\"", "\"7-masked\", \"8-masked\"", "\"x-masked\""})
    void refusesAVersionThatIsNotOneOfItsTags(String tag) throws Exception {
        Told told = told(send("DELETE", "/api/v1/things/1", null, "If-Match", tag));
        assertThat(told.status()).isEqualTo(400);
        assertThat(told.errors()).extracting(Told.Entry::pointer).containsExactly("If-Match");
    }

    @Test
    void refusesAStaleVersion() throws Exception {
        Told told = told(send("DELETE", "/api/v1/things/1", null, "If-Match", "\"6-full\""));
        assertThat(told.status()).isEqualTo(412);
        assertThat(send("DELETE", "/api/v1/things/1", null, "If-Match", "\"7-full\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesTheMethodsAnAddressKnows() throws Exception {
        var answer = send("PUT", "/api/v1/things", "{}");
        assertThat(told(answer).status()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow())
                .contains("GET")
                .contains("POST");
    }

    @Test
    void refusesMediaTypesItDoesNotSpeak() throws Exception {
        assertThat(told(send("POST", "/api/v1/things", "a=b", "Content-Type", "application/x-www-form-urlencoded"))
                        .status())
                .isEqualTo(415);
        assertThat(told(send("GET", "/api/v1/things", null, "Accept", "text/html"))
                        .status())
                .isEqualTo(406);
    }

    @Test
    void answersUnknownPathsAndTheErrorPathAlike() throws Exception {
        assertThat(told(get("/nowhere")).status()).isEqualTo(404);
        assertThat(told(get("/error")).status()).isEqualTo(404);
    }

    @Test
    void answersRefusalsByTheirKind() throws Exception {
        assertThat(told(post("/api/v1/things/failures/conflict", "")).status()).isEqualTo(409);
        assertThat(told(post("/api/v1/things/failures/missing", "")).code()).isEqualTo("not-found");
        var unavailable = post("/api/v1/things/failures/unavailable", "");
        assertThat(told(unavailable).retriable()).isTrue();
        assertThat(unavailable.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void leaksNothingOfWhatNobodyForesaw() throws Exception {
        var answer = post("/api/v1/things/failures/other", "");
        assertThat(told(answer).status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void speaksTheCallersLanguage() throws Exception {
        assertThat(told(send("GET", "/nowhere", null)).title()).isEqualTo("未找到");
        assertThat(told(send("GET", "/nowhere", null, "Accept-Language", "en-GB,zh;q=0.5"))
                        .title())
                .isEqualTo("Not found");
        assertThat(told(send("GET", "/nowhere", null, "Accept-Language", "fr")).title())
                .isEqualTo("未找到");
        assertThat(told(send("GET", "/nowhere", null, "Accept-Language", ";;;")).title())
                .isEqualTo("未找到");
    }

    @Test
    void continuesAGoodTraceAndRestartsABrokenOne() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        assertThat(told(send("GET", "/nowhere", null, "traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                        .traceId())
                .isEqualTo(trace);
        for (String broken : List.of("nonsense", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01")) {
            Told told = told(send("GET", "/nowhere", null, "traceparent", broken));
            assertThat(told.status()).isEqualTo(404);
            assertThat(told.traceId()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        }
    }

    @Test
    void echoesAGoodRequestIdAndReplacesABadOne() throws Exception {
        assertThat(send("GET", "/nowhere", null, "X-Request-Id", "abc-1")
                        .headers()
                        .firstValue("X-Request-Id"))
                .contains("abc-1");
        assertThat(send("GET", "/nowhere", null, "X-Request-Id", "a b")
                        .headers()
                        .firstValue("X-Request-Id"))
                .isPresent()
                .get()
                .isNotEqualTo("a b");
    }

    @Test
    void setsSecurityHeaders() throws Exception {
        var headers = get("/api/v1/things").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control")).contains("private, no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /[x] HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /a/../../../b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\nConnection: close\r\n\r\n",
            })
    void neverAnswersHtmlNotEvenFromTheContainer(String request) throws Exception {
        String answer = raw(request);
        assertThat(answer).doesNotContain("<html").doesNotContain("Exception");
        assertThat(answer).matches(Pattern.compile("HTTP/1.1 (4\\d\\d|505).*", Pattern.DOTALL));
    }

    @Test
    void describesItselfAsOpenApi() throws Exception {
        var answer = get("/v3/api-docs/sample");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode document = json.readTree(answer.body());
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        JsonNode create = document.at("/paths/~1api~1v1~1things/post");
        assertThat(create.get("operationId").asString()).isEqualTo("createThing");
        assertThat(create.at("/responses/422/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(create.get("parameters").toString()).contains("Idempotency-Key");
        assertThat(document.at("/paths/~1api~1v1~1things~1{id}/delete")
                        .get("parameters")
                        .toString())
                .contains("If-Match");
        assertThat(document.at("/paths/~1api~1v1~1things/get/parameters").toString())
                .contains("limit", "cursor", "colour", "level")
                .doesNotContain("\"page\"");
        assertThat(document.at("/components/schemas/NewThing/required").toString())
                .isEqualTo("[\"at\",\"colour\",\"count\",\"name\",\"parts\"]");
        assertThat(document.at("/components/schemas/Problem/required").size()).isEqualTo(9);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, null);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && !Arrays.asList(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Told told(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        Told told = json.readValue(answer.body(), Told.class);
        assertThat(told.status()).isEqualTo(answer.statusCode());
        assertThat(told.type()).isEqualTo("/problems/" + told.code());
        assertThat(told.title()).isNotEqualTo(told.code());
        return told;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Told(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            String traceId,
            boolean retriable,
            List<Entry> errors) {

        private record Entry(String pointer, String code, String message) {}
    }
}
