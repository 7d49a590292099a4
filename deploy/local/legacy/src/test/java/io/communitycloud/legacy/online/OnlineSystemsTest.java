package io.communitycloud.legacy.online;

import static io.communitycloud.legacy.online.StandIns.COMMITTEE;
import static io.communitycloud.legacy.online.StandIns.FORM;
import static io.communitycloud.legacy.online.StandIns.GBK;
import static io.communitycloud.legacy.online.StandIns.json;
import static io.communitycloud.legacy.online.StandIns.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Each system speaks its shape to who knows its secret, and lets in nobody else. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "legacy.faults=false",
            "legacy.latency=0",
            "legacy.tls-port=0",
            "legacy.sftp-port=0",
            "legacy.clock=2026-11-23T12:00:00+08:00",
            "management.server.port=0"
        })
class OnlineSystemsTest {

    private static final AtomicInteger NONCES = new AtomicInteger();

    @Autowired
    private ServletWebServerApplicationContext context;

    @LocalServerPort
    private int port;

    @Autowired
    private Credentials credentials;

    @Autowired
    private People people;

    @Autowired
    private LegacySettings settings;

    private StandIns standIns;
    private String number = "";
    private String name = "";

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("legacy");
        registry.add("legacy.home", home::toString);
    }

    @BeforeEach
    void aCaller() {
        standIns = new StandIns(port, credentials, people);
        number = standIns.rarelyNamed().idNumber();
        name = standIns.rarelyNamed().name();
    }

    @AfterEach
    void allIsWellAgain() throws Exception {
        standIns.put("/control/systems/all", "{\"mode\":\"ok\"}");
        standIns.send(standIns.request("/control/clock").DELETE());
    }

    @Test
    void socialAssistanceCountsInFenAndInYuan() throws Exception {
        String key = standIns.secret("cab-01", "api-key");
        HttpResponse<byte[]> one = standIns.postJson("/cab-01/api/assistance/query", person("sfzh"), "X-Api-Key", key);
        HttpResponse<byte[]> changes = standIns.postJson(
                "/cab-01/api/assistance/delta", "{\"since\":\"2026-11-01 00:00:00\"}", "X-Api-Key", key);

        assertThat(json(one).at("/rows/0/xm").asString()).isEqualTo(name);
        assertThat(json(one).at("/rows/0/je").asInt()).isEqualTo(151_000);
        assertThat(json(changes).at("/rows/0/je").asString()).isEqualTo("1510.00");
        assertThat(standIns.postJson("/cab-01/api/assistance/query", person("sfzh"), "X-Api-Key", "guess")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void elderlyCareWantsATokenOfItsOwn() throws Exception {
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(("community-cloud:" + standIns.secret("cab-02", "client-secret"))
                                .getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> token = standIns.post(
                "/cab-02/oauth/token",
                FORM,
                "grant_type=client_credentials",
                StandardCharsets.UTF_8,
                "Authorization",
                basic);
        String bearer = "Bearer " + json(token).path("access_token").asString();

        assertThat(json(token).path("expires_in").asInt()).isEqualTo(7_200);
        assertThat(json(standIns.postJson("/cab-02/elder/v2/query", person("idNo"), "Authorization", bearer))
                        .at("/data/name")
                        .asString())
                .isEqualTo(name);
        assertThat(standIns.postJson("/cab-02/elder/v2/query", "{\"idNo\":\"x\"}", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(standIns.get(
                                "/cab-02/elder/v2/list?area=" + COMMITTEE + "&page=1&size=5", "Authorization", bearer))
                        .at("/data/items"))
                .hasSize(5);
        assertThat(standIns.postJson("/cab-02/elder/v2/query", person("idNo"), "Authorization", "Bearer x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void openAffairsAreReadAndWrittenUnderASignature() throws Exception {
        String document =
                "{\"docId\":\"N-1\",\"jwbm\":\"" + COMMITTEE + "\",\"lb\":\"JWGK\",\"bt\":\"公示\",\"nr\":\"一\"}";

        assertThat(json(signed("/cab-03/api/ledger/publish", document))
                        .at("/data/version")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(signed("/cab-03/api/ledger/publish", document))
                        .at("/data/version")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(signed("/cab-03/api/ledger/publish", document.replace("一", "二")))
                        .at("/data/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(signed("/cab-03/api/ledger/query", "{\"jwbm\":\"" + COMMITTEE + "\",\"lb\":\"JWGK\"}"))
                        .at("/data/total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void openAffairsRefuseWhatIsOldOrReplayedOrAltered() throws Exception {
        long now = Instant.now().getEpochSecond();

        assertThat(json(signed("/cab-03/api/ledger/query", "{}", now - 301, "a", ""))
                        .path("code")
                        .asInt())
                .isEqualTo(40_101);
        assertThat(json(signed("/cab-03/api/ledger/query", "{}", now, "b", " "))
                        .path("code")
                        .asInt())
                .isEqualTo(40_102);
        signed("/cab-03/api/ledger/query", "{}", now, "c", "");
        assertThat(json(signed("/cab-03/api/ledger/query", "{}", now, "c", ""))
                        .path("code")
                        .asInt())
                .isEqualTo(40_103);
    }

    @Test
    void volunteersAreFoundWithATokenThatTheCallerMade() throws Exception {
        long now = Instant.now().getEpochSecond();

        assertThat(json(standIns.postJson(
                                "/cab-04/volunteers/search", person("idNo"), "Authorization", jwt(now, now + 1_800)))
                        .at("/items/0/name")
                        .asString())
                .isEqualTo(name);
        assertThat(json(standIns.postJson(
                                "/cab-04/volunteers/search", person("idNo"), "Authorization", jwt(now, now + 9_000)))
                        .path("message")
                        .asString())
                .isEqualTo("jwt expired");
        assertThat(standIns.postJson("/cab-04/volunteers/search", person("idNo"), "Authorization", "Bearer a.b.c")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void checkInsComeAsAForm() throws Exception {
        HttpResponse<byte[]> answer = standIns.post(
                "/org-02/checkin/query",
                FORM,
                "sjh=" + standIns.rarelyNamed().phone(),
                StandardCharsets.UTF_8,
                "Authorization",
                standIns.basic("org-02"));

        assertThat(text(answer, StandardCharsets.UTF_8))
                .startsWith("code=0&count=1&dyxm_1=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        assertThat(standIns.post("/org-02/checkin/query", FORM, "sjh=1", StandardCharsets.UTF_8)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void disabledPersonsAreHttp200WhateverHappens() throws Exception {
        String basic = standIns.basic("dpf-01");

        assertThat(json(standIns.postJson("/dpf-01/cjr/query", person("sfzh"), "Authorization", basic))
                        .at("/data/cjzh")
                        .asString())
                .startsWith(number)
                .hasSize(20);
        assertThat(json(standIns.postJson("/dpf-01/cjr/query", "{}", "Authorization", basic))
                        .path("code")
                        .asInt())
                .isEqualTo(1);
        standIns.put("/control/systems/DPF-01", "{\"mode\":\"fail\"}");
        HttpResponse<byte[]> broken = standIns.postJson("/dpf-01/cjr/query", person("sfzh"), "Authorization", basic);
        assertThat(broken.statusCode()).isEqualTo(200);
        assertThat(json(broken).path("code").asInt()).isEqualTo(-1);
    }

    @Test
    void propertyWantsItsKeyInTheAddress() throws Exception {
        String target = "/hmb-01/open/orders?jwbm=" + COMMITTEE + "&pageNo=1&pageSize=200&appkey=";

        assertThat(json(standIns.get(target + standIns.secret("hmb-01", "app-key")))
                        .at("/result/list/0/slsj")
                        .asString())
                .isEqualTo("2026-11-11 09:12:00");
        assertThat(standIns.get(target + "guess").statusCode()).isEqualTo(403);
    }

    @Test
    void ownersAreXmlInAFormEscapedTwice() throws Exception {
        String document = "<query><jwbm>" + standIns.rarelyNamed().area() + "</jwbm></query>";
        HttpResponse<byte[]> answer = standIns.post(
                "/hmb-02/ywh/service.do",
                FORM + "; charset=GBK",
                "fn=queryYwh&xml=" + URLEncoder.encode(Xml.escape(Xml.escape(document)), GBK),
                StandardCharsets.ISO_8859_1,
                "Authorization",
                standIns.basic("hmb-02"));

        assertThat(text(answer, GBK))
                .contains("value=\"0\"")
                .contains("&amp;lt;ywhbh&amp;gt;YWH")
                .contains("&amp;amp;#183130;");
    }

    @Test
    void populationTakesADigestOnceAndLosesRareCharacters() throws Exception {
        String request = populationRequest(Instant.now(), standIns.secret("psb-01", "password"));

        HttpResponse<byte[]> first = population(request);
        assertThat(text(first, GBK))
                .contains("<XM>" + name.charAt(0) + "?</XM>")
                .contains("<GMSFHM>" + number + "</GMSFHM>")
                .contains("encoding=\"GBK\"");
        assertThat(text(population(request), GBK)).contains("wsse:FailedAuthentication");
        assertThat(text(population(populationRequest(Instant.now(), "guess")), GBK))
                .contains("wsse:FailedAuthentication");
        assertThat(text(
                        population(populationRequest(
                                Instant.now().minusSeconds(301), standIns.secret("psb-01", "password"))),
                        GBK))
                .contains("wsse:FailedAuthentication");
    }

    @Test
    void populationTellsWhoChangedSinceADayPageByPage() throws Exception {
        String all = text(populationDelta("20261101", "1", "200"), GBK);
        int total = Integer.parseInt(between(all, "<total>", "</total>"));
        assertThat(total).isGreaterThan(200);
        assertThat(all.split("<person>", -1)).hasSize(201);
        String last = text(populationDelta("20261120", "1", "2"), GBK);
        assertThat(Integer.parseInt(between(last, "<total>", "</total>"))).isBetween(1, total - 1);
        assertThat(last.split("<person>", -1)).hasSize(3);
        assertThat(last).contains("<BDRQ>20261120</BDRQ>");
        String next = text(populationDelta("20261120", "2", "2"), GBK);
        assertThat(between(next, "<GMSFHM>", "</GMSFHM>")).isNotEqualTo(between(last, "<GMSFHM>", "</GMSFHM>"));
        assertThat(text(populationDelta("20261121", "1", "200"), GBK)).contains("<total>0</total><persons></persons>");
        assertThat(text(populationDelta("20261101", "99999", "200"), GBK)).doesNotContain("<person>");
        for (String wrong : List.of("2026", "99999999999999999999")) {
            assertThat(text(populationDelta(wrong, "1", "1"), GBK)).contains("<code>2</code>");
        }
        assertThat(text(populationDelta("20261101", "x", "1"), GBK)).contains("<code>2</code>");
        assertThat(text(populationDelta("20261101", "1", "0"), GBK)).contains("<code>2</code>");
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    @Test
    void populationDoesNotReadDocumentTypes() throws Exception {
        assertThat(text(population("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"), GBK))
                .contains("报文解析失败");
    }

    @Test
    void incomingResidentsAreAPageBehindASession() throws Exception {
        HttpResponse<byte[]> door = standIns.get("/psb-03/login.jsp");
        HttpResponse<byte[]> in = standIns.post(
                "/psb-03/login.do",
                FORM,
                "username=community-cloud&password=" + standIns.secret("psb-03", "password") + "&_token="
                        + formToken(door),
                GBK,
                "Cookie",
                cookie(door));
        assertThat(in.statusCode()).isEqualTo(302);
        String cookie = cookie(in);
        String token = formToken(standIns.get("/psb-03/query.jsp", "Cookie", cookie));

        assertThat(text(incoming(number, token, cookie), GBK)).contains("<td>" + name.charAt(0) + "&#183130;</td>");
        assertThat(text(incoming("x", token, cookie), GBK)).contains("未查询到记录");
        assertThat(text(incoming(number, "x", cookie), GBK)).contains("class=\"error\"");
        assertThat(text(incoming(number, token, "JSESSIONID=0"), GBK)).contains("loginForm");
    }

    @Test
    void gridEventsWantASignatureOfSm2() throws Exception {
        String request = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>"
                + "<QueryEvents xmlns=\"urn:plc:events\"><GridCode>" + COMMITTEE
                + "</GridCode></QueryEvents></s:Body></s:Envelope>";

        assertThat(text(gridEvents(request, request), StandardCharsets.UTF_8))
                .contains("<GridCode>" + COMMITTEE + "</GridCode>");
        assertThat(gridEvents(request, request + " ").statusCode()).isEqualTo(401);
    }

    @Test
    void employmentHasOneSessionAtATime() throws Exception {
        String first = signIn();
        String second = signIn();

        assertThat(employment(first)).contains("<code>E_TOKEN</code>");
        assertThat(employment(second)).contains("<AAC003>" + name.charAt(0) + "&#183130;</AAC003>");
    }

    @Test
    void hazardsAreReportedAndCloseWithoutAPhoto() throws Exception {
        HttpResponse<byte[]> answer = standIns.postJson(
                "/emb-02/auth/token",
                "{\"user\":\"community-cloud\",\"password\":\"" + standIns.secret("emb-02", "password") + "\"}");
        String token = json(answer).path("token").asString();
        String hazard = "{\"yhbh\":\"H-1\",\"jwbm\":\"" + COMMITTEE + "\",\"yhdj\":\"3\",\"zp\":[%s]}";

        assertThat(json(standIns.postJson("/emb-02/hazard/report", hazard.formatted("\"photo\""), "X-Token", token))
                        .path("zgzt")
                        .asString())
                .isEqualTo("20");
        assertThat(json(standIns.postJson("/emb-02/hazard/report", hazard.formatted(""), "X-Token", token))
                        .path("zgzt")
                        .asString())
                .isEqualTo("90");
        assertThat(json(standIns.postJson("/emb-02/hazard/query", "{\"jwbm\":\"" + COMMITTEE + "\"}", "X-Token", token))
                        .path("rows"))
                .hasSize(4);
        assertThat(standIns.postJson("/emb-02/hazard/query", "{}", "X-Token", "x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void healthRecordsAreForWhoShowsACertificate() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + tlsPort() + "/hlt-01/ehr/query"))
                .POST(BodyPublishers.ofString("<query><idCard>" + number + "</idCard></query>"))
                .build();

        try (HttpClient known = HttpClient.newBuilder().sslContext(tls(true)).build();
                HttpClient unknown =
                        HttpClient.newBuilder().sslContext(tls(false)).build()) {
            assertThat(known.send(request, BodyHandlers.ofString()).body())
                    .contains("<idCard>" + number + "</idCard>", "<code>I10</code>");
            assertThatThrownBy(() -> unknown.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            standIns.put("/control/clock", "{\"at\":\"2099-01-05T12:00:00\"}");
            assertThat(known.send(request, BodyHandlers.ofString()).body()).contains("CERT_EXPIRED");
        }
        assertThat(standIns.post(
                                "/hlt-01/ehr/query",
                                "application/xml",
                                "<query/>",
                                StandardCharsets.UTF_8,
                                "x-client-certificate",
                                "shown")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aHangingSystemLetsGoWhenItIsToldTo() throws Exception {
        standIns.put("/control/systems/all", "{\"mode\":\"hang\",\"except\":[\"CAB-01\"]}");
        CompletableFuture<HttpResponse<byte[]>> hanging = standIns.http()
                .sendAsync(
                        standIns.request("/dpf-01/cjr/query", "Authorization", standIns.basic("dpf-01"))
                                .POST(BodyPublishers.ofString(person("sfzh")))
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(standIns.postJson(
                                "/cab-01/api/assistance/query",
                                person("sfzh"),
                                "X-Api-Key",
                                standIns.secret("cab-01", "api-key"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(hanging).isNotDone();
        standIns.put("/control/systems/DPF-01", "{\"mode\":\"ok\"}");
        assertThat(hanging).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void closesAtNight() throws Exception {
        standIns.put("/control/clock", "{\"at\":\"2026-11-23T03:00:00\"}");

        assertThat(population(populationRequest(Instant.now(), standIns.secret("psb-01", "password")))
                        .statusCode())
                .isEqualTo(503);
        assertThat(json(standIns.get("/control/systems")).findValuesAsString("open"))
                .contains("false");
    }

    @Test
    void failsInItsOwnWay() throws Exception {
        standIns.put("/control/systems/PSB-01", "{\"mode\":\"fail\"}");

        HttpResponse<byte[]> answer =
                population(populationRequest(Instant.now(), standIns.secret("psb-01", "password")));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer, GBK)).contains("ORA-01034");
    }

    @Test
    void recordsTheBytesItWasLastAskedWith() throws Exception {
        standIns.postJson("/cab-01/api/assistance/query?a=1", "{\"sfzh\":\"王\"}", "X-Api-Key", "guess");

        HttpResponse<byte[]> last = standIns.get("/control/systems/CAB-01/last-request");
        assertThat(json(last).path("target").asString()).isEqualTo("/cab-01/api/assistance/query?a=1");
        assertThat(new String(Base64.getDecoder().decode(json(last).path("body").asString()), StandardCharsets.UTF_8))
                .isEqualTo("{\"sfzh\":\"王\"}");
    }

    @Test
    void refusesAModeAndASystemThatItDoesNotHave() throws Exception {
        assertThat(standIns.put("/control/systems/PSB-01", "{\"mode\":\"explode\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(standIns.put("/control/systems/PSB-99", "{\"mode\":\"ok\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsSecretsWhereNobodyElseReadsThem() throws Exception {
        assertThat(Files.getPosixFilePermissions(
                        settings.secrets().resolve("psb-01").resolve("password")))
                .hasSize(2);
        assertThat(credentials.text("PSB-01", "password")).isEqualTo(standIns.secret("psb-01", "password"));
    }

    private String person(String field) {
        return "{\"" + field + "\":\"" + number + "\"}";
    }

    private HttpResponse<byte[]> signed(String target, String body) throws Exception {
        return signed(target, body, Instant.now().getEpochSecond(), "n" + NONCES.incrementAndGet(), "");
    }

    private HttpResponse<byte[]> signed(String target, String body, long time, String nonce, String altered)
            throws Exception {
        String text =
                "POST\n" + target + "\n" + time + "\n" + nonce + "\n" + Sm.sm3(body.getBytes(StandardCharsets.UTF_8));
        return standIns.postJson(
                target,
                body + altered,
                "X-App-Id",
                "community-cloud",
                "X-Timestamp",
                Long.toString(time),
                "X-Nonce",
                nonce,
                "X-Sign",
                Sm.hmacSm3(standIns.secret("cab-03", "app-secret"), text));
    }

    private String jwt(long issued, long end) throws Exception {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String claims = "{\"iss\":\"community-cloud\",\"aud\":\"cab-04\",\"iat\":" + issued + ",\"exp\":" + end + "}";
        String signed = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                standIns.secret("cab-04", "jwt-secret").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "Bearer " + signed + "." + base64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private String populationRequest(Instant time, String password) throws Exception {
        return populationRequest(
                time,
                password,
                "<queryPerson xmlns=\"urn:psb:population\"><GMSFHM>" + number + "</GMSFHM></queryPerson>");
    }

    private HttpResponse<byte[]> populationDelta(String since, String page, String size) throws Exception {
        return population(populationRequest(
                Instant.now(),
                standIns.secret("psb-01", "password"),
                "<queryDelta xmlns=\"urn:psb:population\"><BDRQ>" + since + "</BDRQ><PAGE>" + page + "</PAGE><SIZE>"
                        + size + "</SIZE></queryDelta>"));
    }

    private String populationRequest(Instant time, String password, String body) throws Exception {
        String created = time.truncatedTo(ChronoUnit.MILLIS).toString();
        byte[] nonce = ("nonce" + NONCES.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        sha1.update(nonce);
        sha1.update((created + password).getBytes(StandardCharsets.UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><w:Security xmlns:w=\"w\">"
                + "<w:UsernameToken><w:Username>community-cloud</w:Username><w:Password>"
                + base64.encodeToString(sha1.digest()) + "</w:Password><w:Nonce>" + base64.encodeToString(nonce)
                + "</w:Nonce><w:Created>" + created + "</w:Created></w:UsernameToken></w:Security></s:Header><s:Body>"
                + body + "</s:Body></s:Envelope>";
    }

    private HttpResponse<byte[]> population(String request) throws Exception {
        return standIns.post(
                "/psb-01/services/PopulationService",
                "text/xml; charset=GBK",
                request,
                GBK,
                "SOAPAction",
                "\"urn:psb:population/queryPerson\"");
    }

    private HttpResponse<byte[]> incoming(String person, String token, String cookie) throws Exception {
        return standIns.post("/psb-03/query.do", FORM, "zjhm=" + person + "&_token=" + token, GBK, "Cookie", cookie);
    }

    private static String formToken(HttpResponse<byte[]> page) {
        Matcher matcher = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"").matcher(text(page, GBK));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String cookie(HttpResponse<byte[]> page) {
        return page.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private HttpResponse<byte[]> gridEvents(String signed, String sent) throws Exception {
        String time = Long.toString(Instant.now().getEpochSecond());
        String nonce = "n" + NONCES.incrementAndGet();
        Signature signature = Signature.getInstance("SM3withSM2", new BouncyCastleProvider());
        signature.initSign(Sm.privateKey(standIns.secret("plc-01", "private-key")));
        signature.update(
                ("community-cloud\n" + time + "\n" + nonce + "\n" + Sm.sm3(signed.getBytes(StandardCharsets.UTF_8)))
                        .getBytes(StandardCharsets.UTF_8));
        return standIns.post(
                "/plc-01/ws/EventService",
                "application/soap+xml; charset=UTF-8",
                sent,
                StandardCharsets.UTF_8,
                "X-App-Id",
                "community-cloud",
                "X-Timestamp",
                time,
                "X-Nonce",
                nonce,
                "X-Signature",
                Base64.getEncoder().encodeToString(signature.sign()));
    }

    private String signIn() throws Exception {
        String answer = soap(
                "login",
                "<login xmlns=\"urn:hrs:employment\"><user>community-cloud</user><password>"
                        + standIns.secret("hrs-01", "password") + "</password></login>");
        Matcher matcher = Pattern.compile("<token>([0-9a-f]+)</token>").matcher(answer);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private String employment(String token) throws Exception {
        return soap(
                "queryEmployment",
                "<queryEmployment xmlns=\"urn:hrs:employment\"><token>" + token + "</token><AAC002>" + number
                        + "</AAC002></queryEmployment>");
    }

    private String soap(String action, String body) throws Exception {
        return text(
                standIns.post(
                        "/hrs-01/service/Employment",
                        "text/xml; charset=GBK",
                        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + body
                                + "</s:Body></s:Envelope>",
                        GBK,
                        "SOAPAction",
                        "\"" + action + "\""),
                GBK);
    }

    private int tlsPort() {
        TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        return server.getTomcat().getService().findConnectors()[1].getLocalPort();
    }

    private SSLContext tls(boolean withCertificate) throws Exception {
        Path folder = settings.secrets().resolve("hlt-01");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("ca.pem")))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = standIns.secret("hlt-01", "client-password").toCharArray();
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("client.p12"))), password);
        keys.init(own, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(withCertificate ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
        return tls;
    }
}
