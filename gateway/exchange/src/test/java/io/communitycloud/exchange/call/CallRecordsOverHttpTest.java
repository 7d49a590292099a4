package io.communitycloud.exchange.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import io.communitycloud.common.signatures.ContentDigest;
import io.communitycloud.common.signatures.KeyFile;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.ExchangeTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ExchangeTest
class CallRecordsOverHttpTest {

    private final Api api;
    private final CallListener listener;
    private final CallRecords records;
    private final KeyFile key;
    private final Clock clock;
    private final TestTokens tokens = TestTokens.shared();

    CallRecordsOverHttpTest(
            @LocalServerPort int port,
            @Autowired CallListener listener,
            @Autowired CallRecords records,
            @Autowired KeyFile key,
            @Autowired Clock clock) {
        this.api = new Api(port);
        this.listener = listener;
        this.records = records;
        this.key = key;
        this.clock = clock;
    }

    @Test
    void showsABureauItsOwnCallsOnceHoweverOftenTheyAreTold() {
        List<CallRecord> rows = List.of(
                call("CALLA", "pushKeyPersonList", now()), call("CALLB", "readArea", now()), call(null, null, now()));
        listener.made(new CallListener.CallsMade(rows));
        listener.made(new CallListener.CallsMade(rows));
        List<String> operations = operationsOf("/api/v1/call-records", system("CALLA"));
        assertThat(operations).containsExactly("pushKeyPersonList");
        assertThat(operationsOf("/api/v1/call-records?limit=200", tokens.role("auditor")))
                .contains("pushKeyPersonList", "readArea");
    }

    @Test
    void turnsPagesWithoutLosingOrRepeatingARow() {
        List<CallRecord> rows = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            rows.add(call("CALLP", "operation" + i, now().minusSeconds(i)));
        }
        listener.made(new CallListener.CallsMade(rows));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/v1/call-records?limit=10" + cursor, system("CALLP"))
                    .is(200)
                    .body();
            page.path("items").forEach(row -> seen.add(row.path("operation").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        assertThat(seen)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith("operation0")
                .endsWith("operation24");
    }

    @Test
    void narrowsByOperationAndTime() {
        Instant then = Instant.parse("2026-11-20T02:00:00Z");
        listener.made(new CallListener.CallsMade(List.of(
                call("CALLT", "one", then), call("CALLT", "two", then.plusSeconds(60)), call("CALLT", "one", now()))));
        assertThat(operationsOf("/api/v1/call-records?operation=one", system("CALLT")))
                .containsExactly("one", "one");
        assertThat(operationsOf(
                        "/api/v1/call-records?from=2026-11-20T10:00:00%2B08:00&to=2026-11-20T10:01:00%2B08:00",
                        system("CALLT")))
                .containsExactly("one");
        assertThat(operationsOf("/api/v1/call-records?from=2026-11-20T10:00:30%2B08:00", system("CALLT")))
                .containsExactly("one", "two");
    }

    @Test
    void forgetsWhatIsOlderThanHalfAYear() {
        Instant old = now().minus(ForgettingCalls.KEPT).minusSeconds(1);
        listener.made(new CallListener.CallsMade(
                List.of(call("CALLO", "old", old), call("CALLO", "young", old.plus(Duration.ofMinutes(1))))));
        records.forgetBefore(now().minus(ForgettingCalls.KEPT));
        assertThat(operationsOf("/api/v1/call-records", system("CALLO"))).containsExactly("young");
    }

    @Test
    void tellsWhetherAProofIsThePlatformsAndOfWhichAnswer() {
        String proof =
                key.jws("{\"bureau\":\"HLT\",\"method\":\"GET\",\"path\":\"/api/v1/me\",\"query\":\"\",\"question\":\""
                        + digestOf("") + "\",\"status\":200,\"answer\":\"" + digestOf("yes")
                        + "\",\"at\":\"2026-11-22T10:00:00+08:00\",\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
        String address = "/api/v1/call-records/verifications";
        JsonNode right = api.post(address, system("HLT"), "{\"proof\":\"" + proof + "\",\"answer\":\"yes\"}")
                .is(200)
                .body();
        assertThat(right.path("valid").asBoolean()).isTrue();
        assertThat(right.path("answerFits").asBoolean()).isTrue();
        assertThat(right.path("proof").path("status").asInt()).isEqualTo(200);
        assertThat(api.post(address, system("HLT"), "{\"proof\":\"" + proof + "\",\"answer\":\"no\"}")
                        .is(200)
                        .body()
                        .path("answerFits")
                        .asBoolean())
                .isFalse();
        assertThat(api.post(address, system("HLT"), "{\"proof\":\"a.b.c\",\"answer\":\"yes\"}")
                        .is(200)
                        .body()
                        .path("valid")
                        .asBoolean())
                .isFalse();
    }

    private static String digestOf(String text) {
        return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesNothingForNothing() {
        listener.made(new CallListener.CallsMade(List.of()));
        assertThat(operationsOf("/api/v1/call-records", system("CALLN"))).isEmpty();
    }

    private List<String> operationsOf(String path, Token caller) {
        return api.get(path, caller)
                .is(200)
                .body()
                .path("items")
                .valueStream()
                .map(row -> row.path("operation").asString(""))
                .toList();
    }

    private Token system(String bureau) {
        return tokens.role("bureau-client").bureau(bureau);
    }

    private Instant now() {
        return clock.instant();
    }

    private static CallRecord call(@Nullable String bureau, @Nullable String operation, Instant at) {
        return new CallRecord(
                UlidCreator.getUlid(at.toEpochMilli()).toString(),
                at,
                "4bf92f3577b34da6a3ce929d0e0e4736",
                bureau == null ? null : "bureau-" + bureau,
                bureau,
                "POST",
                operation,
                "emergency-service",
                null,
                null,
                200,
                10,
                20,
                1_500);
    }
}
