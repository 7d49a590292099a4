package io.communitycloud.exchange.operation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.communitycloud.exchange.Surroundings.LEGACY;
import static io.communitycloud.exchange.Surroundings.OPENING;
import static io.communitycloud.exchange.Surroundings.RESIDENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.Api.Answer;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.Surroundings;
import io.communitycloud.exchange.isolation.Lanes;
import io.communitycloud.exchange.isolation.SystemState;
import io.communitycloud.exchange.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The systems of civil affairs, of the disabled and of housing, whole: what they are sent and what callers get. */
@ExchangeTest
class LegacySystemsOverHttpTest {

    private static final String NUMBER = "310199196203050017";
    private static final LocalDate EDITION = LocalDate.of(2023, 6, 30);
    private static final String UGLY = "java.lang.NullPointerException at com.legacy.Dao.find(Dao.java:42) ORA-00942";
    private static final String DISABILITY =
            "{\"code\":0,\"msg\":\"ok\",\"data\":{\"cjzh\":\"1\",\"xm\":\"李\",\"cjlb\":4,\"cjdj\":3,\"yxq\":\"2033-05-31\"}}";

    private final Api api;
    private final Lanes lanes;
    private final Manifests manifests;
    private final Operating operating;

    LegacySystemsOverHttpTest(
            @LocalServerPort int port,
            @Autowired AreaTree areas,
            @Autowired Lanes lanes,
            @Autowired Manifests manifests,
            @Autowired Operating operating) {
        this.api = new Api(port);
        this.lanes = lanes;
        this.manifests = manifests;
        this.operating = operating;
        areas.put(List.of(
                new Area("310000000000", Level.CITY, "上海市", null, EDITION, null, null),
                new Area("310101000000", Level.DISTRICT, "黄浦区", "310000000000", EDITION, null, null),
                new Area("310101002000", Level.STREET, "街道", "310101000000", EDITION, null, null),
                new Area("310101002001", Level.COMMITTEE, "一居", "310101002000", EDITION, null, null),
                new Area("310101002002", Level.COMMITTEE, "二居", "310101002000", EDITION, null, null)));
    }

    @BeforeEach
    void begin() throws IOException {
        Surroundings.secret("cab-01/api-key", "key-of-cab-01");
        Surroundings.secret("cab-02/client-secret", "secret-of-cab-02");
        Surroundings.secret("dpf-01/password", "password-of-dpf-01");
        Surroundings.secret("hmb-01/app-key", "key-of-hmb-01");
        Surroundings.residents(NUMBER);
        OPENING.advance(Duration.between(OPENING.instant(), Surroundings.NOON));
        Surroundings.beginLanesAnew(manifests, "CAB-01", "CAB-02", "DPF-01", "HMB-01");
    }

    @AfterEach
    void forgetStubs() {
        Surroundings.bePatient();
        LEGACY.resetAll();
        RESIDENTS.resetAll();
    }

    @Test
    void readsAPersonsAssistanceFromCab01() {
        LEGACY.stubFor(post("/cab-01/api/assistance/query").willReturn(okJson(assistance("王𬭚"))));
        Answer answer = ask("CAB-01", "assistance", "R-1").is(200);
        assertThat(answer.text("source")).isEqualTo("CAB-01");
        assertThat(answer.body().path("stale").asBoolean(true)).isFalse();
        assertThat(answer.body().at("/data/items/0/name").asString()).isEqualTo("王𬭚");
        assertThat(answer.body().at("/data/items/0/kind").asString()).isEqualTo("SPECIAL_HARDSHIP");
        assertThat(answer.body().at("/data/items/0/amount").asInt()).isEqualTo(142000);
        assertThat(answer.body().at("/data/items/0/startsOn").asString()).isEqualTo("2024-03-01");
        assertThat(answer.body().at("/data/items/0/updatedAt").asString()).isEqualTo("2026-11-20T09:12:00+08:00");
        LEGACY.verify(postRequestedFor(urlEqualTo("/cab-01/api/assistance/query"))
                .withHeader("X-Api-Key", equalTo("key-of-cab-01"))
                .withRequestBody(equalToJson("{\"sfzh\":\"" + NUMBER + "\"}")));
        RESIDENTS.verify(getRequestedFor(urlEqualTo("/api/v1/residents/R-1")).withHeader("X-Purpose", equalTo("care")));
    }

    @Test
    void showsAPartnerTheFieldsOfItsAgreementAndWithoutOneNothing() {
        var operator = tokens().role("city-operator");
        var approver = tokens().role("approver").area("310000000000").subject("second");
        var system = tokens().role("bureau-client").bureau("FIELDS");
        LEGACY.stubFor(post("/cab-01/api/assistance/delta").willReturn(okJson(assistance("王"))));
        String partner = "/api/v1/partners/"
                + api.post("/api/v1/partners", operator, """
                        {"bureau":"FIELDS","name":"示例局","creditCode":"91350100M000100Y43",
                         "contacts":[{"office":"信息中心","email":"office@bureau.example"}]}""").is(201).text("id");
        String changes = "{\"since\":\"2026-11-01T08:00:00+08:00\"}";
        assertThat(api.post("/legacy/CAB-01/assistance-changes", system, changes)
                        .is(403)
                        .text("code"))
                .isEqualTo("not-granted");
        String grant = partner + "/grants/"
                + api.post(partner + "/grants", system, """
                        {"agreement":"17","operations":["legacy/CAB-01/assistance-changes"],"fields":["kind"],
                         "until":"2126-01-01T00:00:00+08:00"}""").is(201).text("id");
        api.post(grant + "/approvals", approver, "").is(200);
        assertThat(api.post("/legacy/CAB-01/assistance-changes", system, changes)
                        .is(200)
                        .body()
                        .at("/data/items/0")
                        .propertyNames())
                .containsExactly("kind");
    }

    @Test
    void makesFenOfTheYuanThatTheDeltaWritesAsText() {
        LEGACY.stubFor(post("/cab-01/api/assistance/delta")
                .willReturn(okJson(assistance("王").replace("142000", "\"1420.05\""))));
        Answer answer = api.post(
                        "/legacy/CAB-01/assistance-changes",
                        tokens().role("bureau-client").bureau("CAB"),
                        "{\"since\":\"2026-11-01T08:00:00+08:00\"}")
                .is(200);
        assertThat(answer.body().at("/data/items/0/amount").asInt()).isEqualTo(142005);
        LEGACY.verify(postRequestedFor(urlEqualTo("/cab-01/api/assistance/delta"))
                .withRequestBody(equalToJson("{\"since\":\"2026-11-01 08:00:00\",\"page\":1,\"size\":500}")));
    }

    @Test
    void fetchesATokenForCab02AndAnotherWhereItIsNotTakenAnyMore() {
        LEGACY.stubFor(post("/cab-02/oauth/token")
                .withHeader("Authorization", equalTo("Basic Y29tbXVuaXR5LWNsb3VkOnNlY3JldC1vZi1jYWItMDI="))
                .willReturn(okJson("{\"access_token\":\"one\",\"token_type\":\"Bearer\",\"expires_in\":7200}")));
        LEGACY.stubFor(post("/cab-02/elder/v2/query")
                .inScenario("care")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("renewed")
                .willReturn(aResponse().withStatus(401).withBody("{\"error\":\"invalid_token\"}")));
        LEGACY.stubFor(post("/cab-02/elder/v2/query")
                .inScenario("care")
                .whenScenarioStateIs("renewed")
                .withHeader("Authorization", equalTo("Bearer one"))
                .willReturn(okJson("""
                {"success":true,"data":{"idNo":"%s","name":"陈","careLevel":2,"livingAlone":"Y","lastVisit":null,\
                "mealPoint":"食堂","modifyTime":"2026-11-19T08:00:00+08:00"}}""".formatted(NUMBER))));
        Answer answer = ask("CAB-02", "elderly-care", "R-1").is(200);
        assertThat(answer.body().at("/data/livesAlone").asBoolean()).isTrue();
        ask("CAB-02", "elderly-care", "R-1").is(200);
        LEGACY.verify(
                3,
                postRequestedFor(urlEqualTo("/cab-02/elder/v2/query"))
                        .withRequestBody(equalToJson("{\"idNo\":\"" + NUMBER + "\"}")));
    }

    @Test
    void takesTheErrorOutOfDpf01sTwoHundredAndTellsNothingOfIt() {
        LEGACY.stubFor(post("/dpf-01/cjr/query").willReturn(okJson("{\"code\":-1,\"msg\":\"" + UGLY + "\"}")));
        Answer answer = ask("DPF-01", "disability", "R-31").is(503);
        assertThat(answer.text("code")).isEqualTo("legacy-failed");
        assertThat(answer.body().toString()).doesNotContain("ORA-", "NullPointer", "Dao");
        LEGACY.stubFor(post("/dpf-01/cjr/query").willReturn(okJson("{\"code\":1,\"msg\":\"查无数据\",\"data\":null}")));
        assertThat(ask("DPF-01", "disability", "R-31").is(404).text("code")).isEqualTo("not-known-there");
        LEGACY.stubFor(post("/dpf-01/cjr/query").willReturn(okJson(DISABILITY)));
        assertThat(ask("DPF-01", "disability", "R-31")
                        .is(200)
                        .body()
                        .at("/data/kind")
                        .asString())
                .isEqualTo("PHYSICAL");
        LEGACY.verify(postRequestedFor(urlEqualTo("/dpf-01/cjr/query"))
                .withHeader("Authorization", equalTo("Basic Y29tbXVuaXR5LWNsb3VkOnBhc3N3b3JkLW9mLWRwZi0wMQ=="))
                .withRequestBody(equalToJson("{\"sfzh\":\"" + NUMBER + "\"}")));
    }

    @Test
    void readsHmb01ByAnAddressThatNamesOnlyTheCallersOwnAreas() {
        LEGACY.stubFor(get(urlPathEqualTo("/hmb-01/open/orders")).willReturn(okJson("""
                {"code":"0000","result":{"total":1,"list":[{"bxdh":"WX1","xqbh":"XQ1","xqmc":"小区","wyqy":"91",\
                "lx":"漏水","slsj":"2026-11-20 09:12:00","bjsj":null,"pf":null}]}}""")));
        Token worker = tokens().role("social-worker");
        Answer answer = api.get("/legacy/HMB-01/repair-orders?area=310101002001", worker)
                .is(200);
        assertThat(answer.body().at("/data/items/0/acceptedAt").asString()).isEqualTo("2026-11-20T09:12:00+08:00");
        LEGACY.verify(getRequestedFor(
                urlEqualTo("/hmb-01/open/orders?jwbm=310101002001&pageNo=1&pageSize=200&appkey=key-of-hmb-01")));
        api.get("/legacy/HMB-01/repair-orders?area=310101002002", worker).is(404);
        api.get("/legacy/HMB-01/repair-orders", worker).is(400);
        api.get("/legacy/CAB-01/assistance", worker).is(404);
    }

    @Test
    void asksForRoleAndPurposeOfTheOperationAndForAResident() {
        Token worker = tokens().role("social-worker");
        api.post("/legacy/CAB-01/assistance", worker, "{\"residentId\":\"R-1\"}")
                .is(403);
        api.post("/legacy/CAB-01/assistance", worker, "{\"residentId\":\"R-1\"}", "X-Purpose", "statistics")
                .is(403);
        api.post("/legacy/CAB-01/assistance-changes", worker, "{\"since\":\"2026-11-01T08:00:00+08:00\"}")
                .is(403);
        api.post("/legacy/CAB-01/assistance", worker, "{\"citizenNumber\":\"" + NUMBER + "\"}", "X-Purpose", "care")
                .is(400);
        api.post("/legacy/CAB-01/assistance", worker, "{}", "X-Purpose", "care").is(400);
        api.post("/legacy/CAB-01/assistance", worker, "{\"residentId\":\"R-2\"}", "X-Purpose", "care")
                .is(404);
        api.post("/legacy/CAB-01/nothing", worker, "{}", "X-Purpose", "care").is(404);
        LEGACY.verify(0, postRequestedFor(urlPathEqualTo("/cab-01/api/assistance/query")));
    }

    @Test
    void asksNoSystemAboutAPersonWhomTheRegisterDoesNotShowInClear() {
        RESIDENTS.stubFor(get("/api/v1/residents/R-3")
                .atPriority(1)
                .willReturn(okJson("{\"masked\":true,\"name\":\"王*\",\"idNumber\":\"310***********0017\"}")));
        assertThat(ask("CAB-01", "assistance", "R-3").is(403).text("code")).isEqualTo("purpose-required");
        RESIDENTS.stubFor(get("/api/v1/residents/R-3")
                .atPriority(1)
                .willReturn(aResponse().withStatus(503)));
        assertThat(ask("CAB-01", "assistance", "R-3").is(503).text("code")).isEqualTo("unavailable");
        LEGACY.verify(0, postRequestedFor(urlPathEqualTo("/cab-01/api/assistance/query")));
    }

    @Test
    void looksOnceAtAPersonWhomSeveralSystemsAreAskedAbout() {
        String worker = tokens().role("social-worker").mint();
        LEGACY.stubFor(post("/cab-01/api/assistance/query").willReturn(okJson(assistance("王"))));
        LEGACY.stubFor(post("/dpf-01/cjr/query").willReturn(okJson(DISABILITY)));
        call("CAB-01", "assistance", worker, "R-40").is(200);
        call("DPF-01", "disability", worker, "R-40").is(200);
        RESIDENTS.verify(1, getRequestedFor(urlEqualTo("/api/v1/residents/R-40")));
        ask("CAB-01", "assistance", "R-40").is(200);
        RESIDENTS.verify(2, getRequestedFor(urlEqualTo("/api/v1/residents/R-40")));
    }

    @Test
    void leavesTheOneAloneThatAnswersWhereAllOthersHang() throws Exception {
        String worker = tokens().role("social-worker").mint();
        LEGACY.stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(20_000)));
        LEGACY.stubFor(get(urlPathEqualTo("/hmb-01/open/orders"))
                .atPriority(1)
                .willReturn(okJson("{\"code\":\"0000\",\"result\":{\"total\":0,\"list\":[]}}")));
        Surroundings.hurry();
        List<Future<Answer>> hanging = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String resident = "R-" + (300 + i);
                hanging.add(callers.submit(() -> call("CAB-01", "assistance", worker, resident)));
                hanging.add(callers.submit(() -> call("CAB-02", "elderly-care", worker, resident)));
                hanging.add(callers.submit(() -> call("DPF-01", "disability", worker, resident)));
            }
        }
        assertThat(lanes.find("DPF-01").orElseThrow().callsUnderWay())
                .as("they hang on, though nobody waits for them")
                .isPositive();
        Surroundings.bePatient();
        // Not the committee of the other tests: an answer is fresh for a minute, whoever asks.
        for (String area : List.of("310101002000", "310101000000")) {
            Answer answer = api.get("/legacy/HMB-01/repair-orders?area=" + area, tokens().role("district-operator"));
            assertThat(answer.is(200).body().path("stale").asBoolean(true)).isFalse();
        }
        for (Future<Answer> each : hanging) {
            assertThat(each.get().status()).isIn(202, 503);
        }
    }

    @Test
    void givesWhoeverWaitsTooLongATicketAndAfterwardsTheAnswer() {
        Token worker = tokens().role("social-worker");
        LEGACY.stubFor(post("/cab-01/api/assistance/query")
                .willReturn(okJson(assistance("王")).withFixedDelay(2_000)));
        Surroundings.hurry();
        Answer ticketed = ask("CAB-01", "assistance", "R-9").is(202);
        assertThat(ticketed.location()).startsWith("/api/v1/legacy-systems/CAB-01/tickets/");
        assertThat(api.get(ticketed.location(), worker).is(200).text("state")).isEqualTo("RUNNING");
        api.get(ticketed.location(), tokens().role("social-worker").subject("another"))
                .is(404);
        awaitDone(ticketed, worker);
        assertThat(api.get(ticketed.location(), worker)
                        .body()
                        .at("/answer/data/items/0/name")
                        .asString())
                .isEqualTo("王");
        Answer stale = ask("CAB-01", "assistance", "R-9").is(200);
        assertThat(stale.body().path("stale").asBoolean()).isTrue();
        assertThat(stale.text("staleSince")).isEqualTo(stale.text("observedAt"));
    }

    @Test
    void answersFromTheLastGoodValueWhereTheSystemFails() {
        LEGACY.stubFor(post("/cab-01/api/assistance/query").willReturn(okJson(assistance("王"))));
        ask("CAB-01", "assistance", "R-8").is(200);
        LEGACY.stubFor(post("/cab-01/api/assistance/query")
                .willReturn(aResponse().withStatus(500).withBody("{\"error\":\"" + UGLY + "\"}")));
        Answer stale = ask("CAB-01", "assistance", "R-8").is(200);
        assertThat(stale.body().path("stale").asBoolean()).isTrue();
        Answer failed = ask("CAB-01", "assistance", "R-7").is(503);
        assertThat(failed.text("code")).isEqualTo("legacy-failed");
        assertThat(failed.body().toString()).doesNotContain("ORA-");
    }

    @Test
    void makesATicketOutsideTheHoursAndKeepsItsWordWhenTheSystemOpens() {
        Token worker = tokens().role("social-worker");
        LEGACY.stubFor(post("/dpf-01/cjr/query").willReturn(okJson(DISABILITY)));
        OPENING.advance(Duration.ofHours(12));
        Answer ticketed = ask("DPF-01", "disability", "R-6").is(202);
        operating.resume();
        assertThat(api.get(ticketed.location(), worker).text("state")).isEqualTo("WAITING");
        assertThat(api.get("/api/v1/legacy-systems/DPF-01", worker)
                        .body()
                        .at("/system/state")
                        .asString())
                .isEqualTo("CLOSED_HOURS");
        OPENING.advance(Duration.ofHours(7));
        operating.resume();
        awaitDone(ticketed, worker);
    }

    @Test
    void keepsOneHangingSystemFromHurtingAnyOtherAndTakesItBackByItself() throws Exception {
        String worker = tokens().role("social-worker").mint();
        LEGACY.stubFor(post("/cab-01/api/assistance/query")
                .willReturn(okJson(assistance("王")).withFixedDelay(20_000)));
        Surroundings.hurry();
        List<Integer> first = crowd(25, 100, worker);
        assertThat(first).as("each a ticket after its patience").containsOnly(202);
        awaitState(SystemState.OPEN, true);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> lanes.find("CAB-01").orElseThrow().callsUnderWay() == 0);
        Surroundings.bePatient();
        RESIDENTS.resetRequests();
        assertThat(crowd(200, 200, worker)).containsOnly(503);
        RESIDENTS.verify(0, getRequestedFor(urlPathEqualTo("/api/v1/residents/R-200")));
        LEGACY.stubFor(post("/dpf-01/cjr/query").willReturn(okJson(DISABILITY)));
        assertThat(call("DPF-01", "disability", worker, "R-1").status()).isEqualTo(200);
        LEGACY.stubFor(post("/cab-01/api/assistance/query").willReturn(okJson(assistance("王"))));
        awaitState(SystemState.OPEN, false);
        assertThat(call("CAB-01", "assistance", worker, "R-1").status()).isEqualTo(200);
    }

    @Test
    void listsTheSystemsWithTheirStatesAndTheFilesThatAreNotServed() throws IOException {
        Token worker = tokens().role("social-worker");
        Answer list = api.get("/api/v1/legacy-systems", worker).is(200);
        assertThat(list.body().path("items").size()).isGreaterThanOrEqualTo(4);
        var first = list.body().at("/items/0");
        assertThat(first.path("id").asString()).isEqualTo("CAB-01");
        assertThat(first.path("bureau").asString()).isEqualTo("CAB");
        assertThat(first.at("/quota/qps").asInt()).isEqualTo(100);
        assertThat(first.at("/latency/normalP95").asInt()).isEqualTo(600);
        Answer page = api.get("/api/v1/legacy-systems?limit=2", worker).is(200);
        assertThat(page.body().path("items").size()).isEqualTo(2);
        Answer next = api.get("/api/v1/legacy-systems?limit=2&cursor=" + page.text("next"), worker)
                .is(200);
        assertThat(next.body().at("/items/0/id").asString())
                .isGreaterThan(page.body().at("/items/1/id").asString());
        Path wrong = Surroundings.HOME.resolve("exchange").resolve("manifests").resolve("wrong.yaml");
        Files.writeString(wrong, "id: CAB-09\nversion: none\n");
        manifests.lookAgain();
        Answer rejections = api.get("/api/v1/legacy-systems/manifest-rejections", tokens().role("operations"))
                .is(200);
        assertThat(rejections.body().at("/items/0/file").asString()).isEqualTo("wrong.yaml");
        assertThat(rejections.body().at("/items/0/line").asInt()).isPositive();
        Files.delete(wrong);
        manifests.lookAgain();
    }

    private void awaitDone(Answer ticketed, Token worker) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(ticketed.location(), worker).text("state").equals("DONE"));
    }

    /** Looks after the lanes as the clock would, until CAB-01 is in a state or has left it. */
    private void awaitState(SystemState state, boolean reached) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            lanes.look();
            return (lanes.find("CAB-01").orElseThrow().state() == state) == reached;
        });
    }

    private List<Integer> crowd(int many, int firstResident, String token) throws Exception {
        List<Future<Integer>> calls = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                String resident = "R-" + (firstResident + i);
                calls.add(callers.submit(
                        () -> call("CAB-01", "assistance", token, resident).status()));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> each : calls) {
            statuses.add(each.get());
        }
        return statuses;
    }

    private static String assistance(String name) {
        return """
                {"total":1,"rows":[{"sfzh":"%s","xm":"%s","jzlx":"02","ksrq":"20240301","fhrq":"20261201",\
                "je":142000,"updated_at":"2026-11-20 09:12:00"}]}""".formatted(NUMBER, name);
    }

    private Answer ask(String system, String operation, String resident) {
        return call(system, operation, tokens().role("social-worker").mint(), resident);
    }

    private Answer call(String system, String operation, String token, String resident) {
        return api.post(
                "/legacy/" + system + "/" + operation,
                token,
                "{\"residentId\":\"" + resident + "\"}",
                "X-Purpose",
                "care");
    }

    private static TestTokens tokens() {
        return TestTokens.shared();
    }
}
