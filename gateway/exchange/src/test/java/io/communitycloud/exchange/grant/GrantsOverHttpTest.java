package io.communitycloud.exchange.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.Api.Answer;
import io.communitycloud.exchange.ExchangeTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExchangeTest
class GrantsOverHttpTest {

    private static final AtomicInteger BUREAUS = new AtomicInteger();
    private static final String OPERATION = "legacy/CAB-01/assistance";

    private final Api api;
    private final GrantedFields granted;
    private final TestTokens tokens = TestTokens.shared();
    private final String bureau = "GR" + BUREAUS.incrementAndGet();
    private String grants = "";

    GrantsOverHttpTest(@LocalServerPort int port, @Autowired GrantedFields granted) {
        this.api = new Api(port);
        this.granted = granted;
    }

    @BeforeEach
    void aPartner() {
        String id = api.post(
                        "/api/v1/partners",
                        tokens.role("city-operator"),
                        "{\"bureau\":\"" + bureau + "\",\"name\":\"示例局\",\"creditCode\":\"91350100M000100Y43\","
                                + "\"contacts\":[{\"office\":\"信息中心\",\"email\":\"office@bureau.example\"}]}")
                .is(201)
                .text("id");
        grants = "/api/v1/partners/" + id + "/grants";
    }

    @Test
    void allowsWhatWasAskedForByAnotherPersonAndUntilItsEnd() {
        String one = grants + "/" + asked();
        assertThat(granted.of(bureau, OPERATION)).isEmpty();
        assertThat(api.post(one + "/approvals", approver("test-bureau-client"), "")
                        .is(422)
                        .text("code"))
                .isEqualTo("grant-same-person");
        assertThat(api.post(one + "/approvals", approver("bei"), "").is(200).text("state"))
                .isEqualTo("ALLOWED");
        assertThat(granted.of(bureau, OPERATION)).contains(Set.of("aidKind", "startDate"));
        assertThat(granted.of(bureau, "legacy/CAB-01/other")).isEmpty();
        assertThat(api.post(one + "/withdrawals", tokens.role("city-operator"), "{\"reason\":\"agreement ended\"}")
                        .is(200)
                        .text("state"))
                .isEqualTo("WITHDRAWN");
        assertThat(granted.of(bureau, OPERATION)).isEmpty();
        api.post(one + "/approvals", approver("bei"), "").is(409);
    }

    @Test
    void refusesWithAReasonThatTheBureauReads() {
        String one = grants + "/" + asked();
        api.post(one + "/refusals", approver("bei"), "{\"reason\":\"no agreement of that number\"}")
                .is(200);
        assertThat(api.get(one, system()).is(200).text("reason")).isEqualTo("no agreement of that number");
        assertThat(api.get(grants, system()).is(200).body().path("items").size())
                .isEqualTo(1);
        api.get(one, tokens.role("bureau-client").bureau("PSB")).is(404);
        api.post(grants, tokens.role("bureau-client").bureau("PSB"), wanted(OPERATION))
                .is(404);
        api.get("/api/v1/partners/01OTHER/grants/" + one.substring(one.lastIndexOf('/') + 1), system())
                .is(404);
    }

    @Test
    void asksForOperationsByTheirNames() {
        api.post(grants, system(), wanted("GET /everything")).is(400);
        api.post(grants, system(), wanted("legacy/../x")).is(400);
        api.post(grants, system(), wanted("pushKeyPersonList")).is(201);
        // Not of any document, not of the manifest, of no system, and nothing the law opens to bureaus.
        for (String none :
                List.of("nosuchOperation", "legacy/CAB-01/nosuch", "legacy/XXX-99/assistance", "approvePlanVersion")) {
            Answer refused = api.post(grants, system(), wanted(none)).is(400);
            assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/operations/0");
            assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("unknown-code");
        }
    }

    @Test
    void leavesOfAnAnswerWhatTheAgreementNames() {
        JsonMapper json = JsonMapper.shared();
        JsonNode list = json.readTree("[{\"aidKind\":\"A\",\"amountFen\":1},{\"aidKind\":\"B\"}]");
        assertThat(GrantedFields.trimmed(list, Set.of("aidKind")))
                .isEqualTo(json.readTree("[{\"aidKind\":\"A\"},{\"aidKind\":\"B\"}]"));
        assertThat(GrantedFields.trimmed(list.get(0), Set.of())).isEqualTo(json.readTree("{}"));
        assertThat(GrantedFields.trimmed(list, Set.of("*"))).isEqualTo(list);
        assertThat(list.get(0).size()).isEqualTo(2);
        assertThat(GrantedFields.trimmed(json.readTree("{\"items\":[{\"a\":1,\"b\":2}],\"next\":null}"), Set.of("a")))
                .isEqualTo(json.readTree("{\"items\":[{\"a\":1}]}"));
    }

    private String asked() {
        return api.post(grants, system(), wanted(OPERATION)).is(201).text("id");
    }

    private static String wanted(String operation) {
        return "{\"agreement\":\"沪数共〔2026〕17号\",\"operations\":[\"" + operation
                + "\"],\"fields\":[\"aidKind\",\"startDate\"],\"until\":\"2126-01-01T00:00:00+08:00\"}";
    }

    private Token system() {
        return tokens.role("bureau-client").bureau(bureau);
    }

    private Token approver(String subject) {
        return tokens.role("approver").area("310000000000").subject(subject);
    }
}
