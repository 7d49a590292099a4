package io.communitycloud.exchange.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.Api.Answer;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.Surroundings;
import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.manifest.Served;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a partner's client finds in the sandbox, before anybody has allowed it anything. */
@ExchangeTest
class SandboxTest {

    private static final AtomicInteger BUREAUS = new AtomicInteger();
    private static final String PERSON = "/sandbox/legacy/PSB-01/person";
    private static final String LISTS = "/sandbox/api/v1/key-person-lists";
    private static final String NUMBER = "310199195203010026";
    private static final String ASKED = "{\"citizenNumber\":\"" + NUMBER + "\"}";

    private final Api api;
    private final Manifests manifests;
    private final SandboxRecords records;
    private final Clock clock;
    private final TestTokens tokens = TestTokens.shared();
    private final String bureau = "SB" + BUREAUS.incrementAndGet();

    SandboxTest(
            @LocalServerPort int port,
            @Autowired Manifests manifests,
            @Autowired SandboxRecords records,
            @Autowired Clock clock) {
        this.api = new Api(port);
        this.manifests = manifests;
        this.records = records;
        this.clock = clock;
    }

    @Test
    void answersTheSameQuestionAlikeAndAsksNobody() {
        asksFor("*", "legacy/PSB-01/person");
        Answer first = person(ASKED).is(200);
        assertThat(first.headers().allValues("X-Sandbox")).containsExactly("synthetic");
        assertThat(first.body().at("/data/citizenNumber").asString()).isEqualTo(NUMBER);
        assertThat(first.body().path("stale").asBoolean()).isFalse();
        assertThat(person(ASKED).body()).isEqualTo(first.body());
        assertThat(person("{\"citizenNumber\":\"310199196203050017\"}")
                        .body()
                        .at("/data/citizenNumber")
                        .asString())
                .isEqualTo("310199196203050017");
        assertThat(Surroundings.LEGACY.findAll(anyRequestedFor(urlPathMatching("/psb-01/.*"))))
                .isEmpty();
    }

    @Test
    void playsEveryOperationOfAllSystemsThatIsForBureaus() {
        List<Served> systems = manifests.all().stream()
                .filter(each -> each.file().length() == "CAB-01.yaml".length())
                .toList();
        List<String> operations = systems.stream()
                .flatMap(system -> system.manifest().operations().keySet().stream()
                        .map(operation -> "legacy/" + system.manifest().id() + "/" + operation))
                .toList();
        asksFor("*", operations.toArray(String[]::new));
        List<String> played = new ArrayList<>();
        for (Served system : systems) {
            for (String id : system.manifest().operations().keySet()) {
                Served.Operation operation = system.operation(id).orElseThrow();
                Manifest.Access access = operation.says().access();
                String purpose = access.purposes().stream().findFirst().orElse("care");
                String path = "legacy/" + system.manifest().id() + "/" + id;
                Answer answer = api.post(
                        "/sandbox/" + path,
                        system(),
                        operation.says().example().request().toString(),
                        "X-Purpose",
                        purpose);
                if (access.roles().contains("bureau-client")) {
                    JsonNode data = answer.is(200).body().path("data");
                    assertThat(operation.compiled().answer().violations(data))
                            .as(path)
                            .isEmpty();
                } else {
                    answer.is(403);
                }
                played.add(path);
            }
        }
        assertThat(played).hasSizeGreaterThan(22);
    }

    @ParameterizedTest
    @CsvSource({"unknown,404,not-known-there", "unavailable,503,legacy-unavailable", "busy,503,legacy-busy"})
    void goesWrongInTheWayOneWishesFor(String scenario, int status, String code) {
        asksFor("*", "legacy/PSB-01/person");
        Answer answer = api.post(PERSON, system(), ASKED, "X-Purpose", "care", "Sandbox-Scenario", scenario);
        assertThat(answer.is(status).text("code")).isEqualTo(code);
    }

    @Test
    void givesAStaleAnswerToWhoeverWishesForOneAndKnowsNobodyBornOnTheFirstDayOf1900() {
        asksFor("*", "legacy/PSB-01/person");
        Answer stale = api.post(PERSON, system(), ASKED, "X-Purpose", "care", "Sandbox-Scenario", "stale");
        assertThat(stale.is(200).body().path("stale").asBoolean()).isTrue();
        api.post(PERSON, system(), ASKED, "X-Purpose", "care", "Sandbox-Scenario", "nonsense")
                .is(400);
        assertThat(person("{\"citizenNumber\":\"310199190001010017\"}").is(404).text("code"))
                .isEqualTo("not-known-there");
    }

    @Test
    void showsTheFieldsThatWereAskedForAlone() {
        asksFor("name", "legacy/PSB-01/person");
        assertThat(person(ASKED).is(200).body().path("data").propertyNames()).containsExactly("name");
    }

    @Test
    void isAsStrictAsProduction() {
        asksFor("*", "legacy/PSB-01/person");
        assertThat(api.post(PERSON, system(), ASKED).is(403).text("code")).isEqualTo("purpose-required");
        person("{\"citizenNumber\":\"nonsense\"}").is(400);
        person("{}").is(400);
        api.post("/sandbox/legacy/XXX-99/person", system(), ASKED).is(404);
        api.get("/sandbox/legacy/PSB-01/person", system()).is(404);
        assertThat(api.post("/sandbox/legacy/CAB-01/assistance", system(), ASKED, "X-Purpose", "care")
                        .is(403)
                        .text("code"))
                .isEqualTo("sandbox-not-asked-for");
        api.post(PERSON, tokens.role("city-operator"), ASKED, "X-Purpose", "care")
                .is(403);
    }

    @ParameterizedTest
    @CsvSource({"11010519491231002X", "440524188001010014"})
    void refusesARealPersonsNumberAndDoesNotRepeatIt(String number) {
        asksFor("*", "legacy/PSB-01/person", "pushKeyPersonList");
        Answer refused = person("{\"citizenNumber\":\"" + number + "\"}").is(422);
        assertThat(refused.text("code")).isEqualTo("sandbox-synthetic-only");
        assertThat(refused.body().toString()).doesNotContain(number);
        Answer list = api.post(LISTS, system(), list("K1", "13900000000")).is(422);
        assertThat(list.body().at("/errors/0/pointer").asString()).isEqualTo("/rows/0/phone");
    }

    @Test
    void readsByAddressWhatIsAboutNobody() {
        asksFor("*", "legacy/EMB-02/hazards");
        Answer answer = api.get("/sandbox/legacy/EMB-02/hazards?area=310101002001", system());
        assertThat(answer.is(200).body().at("/data/0/area").asString()).isEqualTo("310101002001");
    }

    @Test
    void keepsWhatABureauMakesForItAlone() {
        asksFor("*", "pushKeyPersonList", "readKeyPersonList", "listKeyPersonLists", "listKeyPersonErrors");
        Answer made = api.post(LISTS, system(), list("K-7", "10000000001")).is(200);
        String id = made.text("id");
        assertThat(id).startsWith("SANDBOX-");
        assertThat(made.text("key")).isEqualTo("K-7");
        assertThat(made.headers().allValues("X-Sandbox")).containsExactly("synthetic");
        assertThat(api.post(LISTS, system(), list("K-7", "10000000001")).is(200).body())
                .isEqualTo(made.body());
        assertThat(api.get(LISTS + "/" + id, system()).is(200).body()).isEqualTo(made.body());
        assertThat(api.get(LISTS + "?limit=1", system()).is(200).body().at("/items/0"))
                .isEqualTo(made.body());
        assertThat(api.get(LISTS + "/" + id + "/errors", system())
                        .is(200)
                        .body()
                        .path("items"))
                .isNotEmpty();
        assertThat(api.get(LISTS + "/SANDBOX-0/errors", system()).status()).isEqualTo(404);
        assertThat(api.get(LISTS + "/" + id, tokens.role("bureau-client").bureau("OTHER" + bureau))
                        .status())
                .isEqualTo(403);
        assertThat(records.forgetBefore(clock.instant().minus(Duration.ofDays(1))))
                .isZero();
        assertThat(records.forgetBefore(clock.instant().plusSeconds(1))).isPositive();
        api.get(LISTS + "/" + id, system()).is(404);
    }

    @Test
    void holdsServicesOperationsToTheirDocuments() {
        asksFor("*", "pushKeyPersonList");
        api.post(LISTS, system(), "{\"key\":\"K\"}").is(400);
        assertThat(api.post(LISTS, system(), "{\"key\":\"K\",\"nonsense\":1,\"rows\":[]}")
                        .is(400)
                        .body()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/nonsense");
        api.post("/sandbox/api/v1/partners", system(), "{}").is(404);
        api.get("/sandbox/api/v1/residents", system()).is(404);
        assertThat(api.post(LISTS, system(), list("K", "10000000001"), "Sandbox-Scenario", "busy")
                        .is(503)
                        .text("code"))
                .isEqualTo("legacy-busy");
        assertThat(api.get(LISTS, system()).is(403).text("code")).isEqualTo("sandbox-not-asked-for");
    }

    @Test
    void closesWhenTheGrantIsRefused() {
        String grant = asksFor("*", "legacy/PSB-01/person");
        person(ASKED).is(200);
        api.post(
                        grant + "/refusals",
                        tokens.role("approver").area("310000000000").subject("bei"),
                        "{\"reason\":\"no\"}")
                .is(200);
        person(ASKED).is(403);
    }

    private Answer person(String body) {
        return api.post(PERSON, system(), body, "X-Purpose", "care");
    }

    private static String list(String key, String phone) {
        return "{\"key\":\"" + key + "\",\"rows\":[{\"taskId\":\"T-1\",\"name\":\"合成居民\",\"idNumber\":\"" + NUMBER
                + "\",\"phone\":\"" + phone + "\",\"arrivedAt\":\"2026-11-20T09:12:00+08:00\"}]}";
    }

    private Token system() {
        return tokens.role("bureau-client").bureau(bureau);
    }

    /** Registers the bureau and asks for operations; nobody approves either. */
    private String asksFor(String field, String... operations) {
        String partner = api.post(
                        "/api/v1/partners",
                        tokens.role("city-operator"),
                        "{\"bureau\":\"" + bureau + "\",\"name\":\"示例局\",\"creditCode\":\"91350100M000100Y43\","
                                + "\"contacts\":[{\"office\":\"信息中心\",\"email\":\"office@bureau.example\"}]}")
                .is(201)
                .text("id");
        String wanted = Stream.of(operations).map(each -> "\"" + each + "\"").collect(Collectors.joining(","));
        return api.post(
                        "/api/v1/partners/" + partner + "/grants",
                        system(),
                        "{\"agreement\":\"S-1\",\"operations\":[" + wanted + "],\"fields\":[\"" + field
                                + "\"],\"until\":\"2126-01-01T00:00:00+08:00\"}")
                .is(201)
                .location();
    }
}
