package io.communitycloud.identityprovider;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.identityprovider.key.Secrets;
import io.communitycloud.identityprovider.revocation.HeardRevocations;
import io.communitycloud.identityprovider.revocation.HeardRevocations.Broker;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The provider as its clients meet it; nothing listens where it expects the broker. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "identity.issuer=http://127.0.0.1:9000",
            "identity.portal=http://127.0.0.1:8080",
            "identity.front-ends=https://app.example.org",
            "identity.brokers=127.0.0.1:1"
        })
@Import(HeardRevocations.class)
class IdentityProviderTest {

    private static final String CALLBACK = "http://127.0.0.1:8080/callback";
    private static final String VERIFIER = "a-verifier-that-is-at-least-forty-three-characters-long";

    @TempDir
    private static Path home;

    @LocalServerPort
    private int port;

    @Autowired
    private Secrets secrets;

    @Autowired
    private JwtDecoder decoder;

    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeEach
    void looksForTheBroker() {
        HeardRevocations.set(Broker.LOOKED_FOR);
    }

    @DynamicPropertySource
    static void ownFolder(DynamicPropertyRegistry registry) {
        registry.add("identity.home", () -> home.toString());
    }

    @Test
    void tellsWhereItsKeysAre() throws Exception {
        HttpResponse<String> answer = get("/.well-known/openid-configuration");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode metadata = json.readTree(answer.body());
        assertThat(metadata.get("issuer").asString()).isEqualTo("http://127.0.0.1:9000");
        assertThat(metadata.get("jwks_uri").asString()).isEqualTo("http://127.0.0.1:9000/oauth2/jwks");
        assertThat(json.readTree(get("/oauth2/jwks").body()).at("/keys/0/d").isMissingNode())
                .isTrue();
    }

    @Test
    void keepsItsSecretsToTheOwnerOfTheMachine() throws Exception {
        assertThat(Files.getPosixFilePermissions(home.resolve("secrets/signing-key")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void givesAServicePartTheRoleSystem() throws Exception {
        Jwt token = clientToken("resident-service");

        assertThat(token.getSubject()).isEqualTo("resident-service");
        assertThat(token.getClaimAsStringList("roles")).containsExactly("system");
        assertThat(token.getAudience()).containsExactly("community-cloud");
        assertThat(token.getClaimAsString("azp")).isEqualTo("resident-service");
        assertThat(token.getExpiresAt())
                .isEqualTo(requireNonNull(token.getIssuedAt()).plusSeconds(300));
    }

    @Test
    void givesABureauItsCode() throws Exception {
        Jwt token = clientToken("bureau-hlt");

        assertThat(token.getClaimAsStringList("roles")).containsExactly("bureau-client");
        assertThat(token.getClaimAsString("bureau")).isEqualTo("HLT");
    }

    @Test
    void refusesAClientWithAWrongSecret() throws Exception {
        HttpResponse<String> answer = form(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "client_id", "bureau-hlt", "client_secret", "wrong"));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void mintsATokenOfADemoAccount() throws Exception {
        Jwt token = demoToken("""
                {"role": "social-worker", "area": "310101002002", "as": "li"}""");

        assertThat(token.getSubject()).isEqualTo("demo:social-worker:310101002002:as=li");
        assertThat(token.getClaimAsString("area")).isEqualTo("310101002002");
        assertThat(token.getClaimAsStringList("roles")).containsExactly("social-worker");
        assertThat(token.getId()).isNotBlank();
    }

    @Test
    void mintsNothingForAStranger() throws Exception {
        HttpResponse<String> answer = post("/demo/tokens", "{\"role\": \"auditor\"}", "X-Demo-Secret", "guess");

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void refusesARoleItDoesNotKnow() throws Exception {
        HttpResponse<String> answer = post("/demo/tokens", "{\"role\": \"emperor\"}", "X-Demo-Secret", demoSecret());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void signsABrowserInWithProofOfPossessionAndRotatesItsRefreshToken() throws Exception {
        JsonNode first = tokens(signIn());
        Jwt token = decoder.decode(first.get("access_token").asString());
        assertThat(token.getClaimAsStringList("roles")).containsExactly("committee-head");
        assertThat(token.getClaimAsString("azp")).isEqualTo("web");

        HttpResponse<String> second = refresh(first.get("refresh_token").asString());
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json.readTree(second.body()).get("refresh_token").asString())
                .isNotEqualTo(first.get("refresh_token").asString());
    }

    @Test
    void givesNothingForACodeWithoutItsProof() throws Exception {
        Map<String, String> exchange = exchange(signIn());
        exchange.put("code_verifier", "another-verifier-of-more-than-forty-three-characters");
        assertThat(form("/oauth2/token", exchange).statusCode()).isEqualTo(400);
        exchange.remove("code_verifier");
        assertThat(form("/oauth2/token", exchange).statusCode()).isBetween(400, 401);
    }

    @Test
    void endsTheSessionInWhichARefreshTokenIsUsedTwice() throws Exception {
        HeardRevocations.set(Broker.THERE);
        JsonNode first = tokens(signIn());
        JsonNode second =
                json.readTree(refresh(first.get("refresh_token").asString()).body());
        assertThat(sessions(second).statusCode()).isEqualTo(200);

        assertThat(refresh(first.get("refresh_token").asString()).statusCode()).isEqualTo(400);

        assertThat(HeardRevocations.heard()).containsExactly("sid:" + sessionOf(second));
        assertThat(refresh(second.get("refresh_token").asString()).statusCode()).isEqualTo(400);
        assertThat(sessions(second).statusCode()).isEqualTo(401);
    }

    @Test
    void endsAStolenSessionEvenIfNobodyCanBeTold() throws Exception {
        HeardRevocations.set(Broker.AWAY);
        JsonNode first = tokens(signIn());
        JsonNode second =
                json.readTree(refresh(first.get("refresh_token").asString()).body());
        assertThat(refresh(first.get("refresh_token").asString()).statusCode()).isEqualTo(400);
        assertThat(refresh(second.get("refresh_token").asString()).statusCode()).isEqualTo(400);
    }

    @Test
    void endsTheSessionWhoseRefreshTokenIsTakenBack() throws Exception {
        HeardRevocations.set(Broker.THERE);
        JsonNode tokens = tokens(signIn());
        assertThat(form(
                                "/oauth2/revoke",
                                Map.of(
                                        "client_id",
                                        "web",
                                        "token",
                                        tokens.get("refresh_token").asString()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(HeardRevocations.heard()).containsExactly("sid:" + sessionOf(tokens));
        assertThat(refresh(tokens.get("refresh_token").asString()).statusCode()).isEqualTo(400);
    }

    @Test
    void showsSomebodyWhereSheIsSignedIn() throws Exception {
        JsonNode tokens = tokens(signIn());

        HttpResponse<String> answer = sessions(tokens);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode current = json.readTree(answer.body())
                .path("items")
                .valueStream()
                .filter(each -> each.path("current").asBoolean())
                .findFirst()
                .orElseThrow();
        assertThat(current.path("id").asString()).isEqualTo(sessionOf(tokens));
        assertThat(current.path("client").asString()).isEqualTo("web");
        assertThat(current.path("device").asString()).startsWith("Java-http-client");
        assertThat(current.path("endsAt").asString())
                .isGreaterThan(current.path("refreshedAt").asString());
        assertThat(session(
                                "GET",
                                "/sessions",
                                "Bearer " + tokens.path("id_token").asString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/sessions").statusCode()).isEqualTo(401);
    }

    @Test
    void signsSomebodyOutWhereSheWants() throws Exception {
        JsonNode tokens = tokens(signIn());
        String path = "/sessions/" + sessionOf(tokens);
        String hers = "Bearer " + tokens.get("access_token").asString();
        String stranger = "Bearer " + demoTokenText("{\"role\": \"volunteer\"}");
        assertThat(session("DELETE", path, stranger).statusCode()).isEqualTo(404);

        HeardRevocations.set(Broker.AWAY);
        assertThat(session("DELETE", path, hers).statusCode()).isEqualTo(503);
        JsonNode later =
                json.readTree(refresh(tokens.get("refresh_token").asString()).body());
        assertThat(sessionOf(later)).isEqualTo(sessionOf(tokens));

        HeardRevocations.set(Broker.THERE);
        assertThat(session("DELETE", path, hers).statusCode()).isEqualTo(204);
        assertThat(HeardRevocations.heard()).containsExactly("sid:" + sessionOf(tokens));
        assertThat(refresh(later.get("refresh_token").asString()).statusCode()).isEqualTo(400);
        assertThat(sessions(later).statusCode()).isEqualTo(401);
        assertThat(browse(authorize()).headers().firstValue("Location").orElse(""))
                .as("its browser is asked who it is")
                .endsWith("/login");
    }

    @Test
    void letsListedPagesOnlyAskForTokens() throws Exception {
        assertThat(preflight("https://app.example.org").headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://app.example.org");
        assertThat(preflight("https://evil.example").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void saysThatARevocationDidNotReachTheBroker() throws Exception {
        String token = demoTokenText("{\"role\": \"volunteer\"}");

        HttpResponse<String> answer =
                post("/demo/revocations", "{\"token\": \"" + token + "\"}", "X-Demo-Secret", demoSecret());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void passesOverTheRevocationOfSomebodyElsesToken() throws Exception {
        String token = demoTokenText("{\"role\": \"volunteer\"}");

        HttpResponse<String> answer = form("/oauth2/revoke", Map.of("client_id", "web", "token", token));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static String authorize() throws NoSuchAlgorithmException {
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        return "/oauth2/authorize?"
                + encode(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        "web",
                        "redirect_uri",
                        CALLBACK,
                        "scope",
                        "openid",
                        "code_challenge",
                        challenge,
                        "code_challenge_method",
                        "S256"));
    }

    private String signIn() throws Exception {
        assertThat(browse(authorize()).headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("/login"));
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(browse("/login").body());
        assertThat(csrf.find()).isTrue();
        HttpResponse<String> signedIn =
                form("/login", Map.of("_csrf", csrf.group(1), "role", "committee-head", "secret", demoSecret()));
        String next = signedIn.headers().firstValue("Location").orElseThrow();
        String callback = browse(next.substring(next.indexOf("/oauth2")))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(callback).startsWith(CALLBACK + "?code=");
        return callback.substring(callback.indexOf('=') + 1);
    }

    private static Map<String, String> exchange(String code) {
        return new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "web",
                "code",
                code,
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                VERIFIER));
    }

    private JsonNode tokens(String code) throws IOException, InterruptedException {
        return json.readTree(form("/oauth2/token", exchange(code)).body());
    }

    private String sessionOf(JsonNode tokens) {
        Jwt token = decoder.decode(tokens.get("access_token").asString());
        return requireNonNull(token.getClaimAsString("sid"));
    }

    private HttpResponse<String> sessions(JsonNode tokens) throws IOException, InterruptedException {
        return session(
                "GET", "/sessions", "Bearer " + tokens.get("access_token").asString());
    }

    private HttpResponse<String> session(String method, String path, String authorization)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", authorization)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri("/oauth2/token"))
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> refresh(String token) throws IOException, InterruptedException {
        return form("/oauth2/token", Map.of("grant_type", "refresh_token", "client_id", "web", "refresh_token", token));
    }

    private Jwt clientToken(String client) throws IOException, InterruptedException {
        HttpResponse<String> answer = form(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        client,
                        "client_secret",
                        secrets.ofClient(client)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return decoder.decode(json.readTree(answer.body()).get("access_token").asString());
    }

    private Jwt demoToken(String wish) throws IOException, InterruptedException {
        return decoder.decode(demoTokenText(wish));
    }

    private String demoTokenText(String wish) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/demo/tokens", wish, "X-Demo-Secret", demoSecret());
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body()).get("access_token").asString();
    }

    private static String demoSecret() throws IOException {
        return Files.readString(home.resolve("secrets/demo")).strip();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> browse(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> form(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encode(fields)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .headers(headers)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
