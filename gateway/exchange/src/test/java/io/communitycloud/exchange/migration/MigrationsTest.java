package io.communitycloud.exchange.migration;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
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
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The register of what moves from old systems to new ones. */
@ExchangeTest
class MigrationsTest {

    private final Api api;
    private final WatchingMigrations watching;
    private final MongoTemplate mongo;
    private final Migrations migrations;
    private final Manifests manifests;
    private final Token operations = TestTokens.shared().role("operations");

    MigrationsTest(
            @LocalServerPort int port,
            @Autowired WatchingMigrations watching,
            @Autowired Migrations migrations,
            @Autowired Manifests manifests,
            @Autowired MongoTemplate mongo) {
        this.api = new Api(port);
        this.watching = watching;
        this.migrations = migrations;
        this.manifests = manifests;
        this.mongo = mongo;
    }

    @BeforeEach
    void begin() throws IOException {
        Surroundings.beginLanesAnew(manifests, "CAB-02");
        migrations.write();
        mongo.getCollection("migration_calls").deleteMany(new Document());
        mongo.getCollection("migration_sunsets").deleteMany(new Document());
        migrations.load();
        Surroundings.secret("cab-02/client-secret", "s");
        Surroundings.residents("310199196203050017");
        Surroundings.LEGACY.stubFor(
                post("/cab-02/oauth/token").willReturn(okJson("{\"access_token\":\"one\",\"expires_in\":7200}")));
        Surroundings.LEGACY.stubFor(post("/cab-02/elder/v2/query").willReturn(okJson("""
                {"success":true,"data":{"name":"陈","careLevel":2,"livingAlone":"Y","lastVisit":null,\
                "mealPoint":null,"modifyTime":"2026-11-19T08:00:00+08:00"}}""")));
    }

    @Test
    void countsWhatMovedAndNamesWhoLastCalledTheOldOne() {
        old(bureau(), "{\"citizenNumber\":\"310199196203050017\"}");
        watching.seen("GET", "/api/v1/care-duties", null);
        watching.seen("GET", "/api/v1/care-duties", "CAB");
        watching.seen("GET", "/api/v1/care-duties", "CAB");
        watching.seen("GET", "/api/v1/elsewhere", "CAB");
        Answer list =
                api.get("/api/v1/legacy-systems/CAB-02/migrations", operations).is(200);
        var one = list.body().at("/items/0");
        assertThat(one.path("operation").asString()).isEqualTo("/legacy/CAB-02/elderly-care");
        assertThat(one.path("replacement").asString()).isEqualTo("GET /api/v1/care-duties");
        assertThat(one.path("oldCalls").asInt()).isEqualTo(1);
        assertThat(one.path("newCalls").asInt()).isEqualTo(3);
        assertThat(one.path("shareMoved").asInt()).isEqualTo(75);
        assertThat(one.path("lastCaller").asString()).isEqualTo("CAB");
        assertThat(api.get("/api/v1/legacy-systems/CAB-02", operations)
                        .body()
                        .at("/system/shareMoved")
                        .asInt())
                .isEqualTo(75);
    }

    @Test
    void refusesToEndWhatABureauStillCallsAndNamesIt() {
        old(bureau(), "{\"citizenNumber\":\"310199196203050017\"}");
        Answer refused = end(tomorrow()).is(409);
        assertThat(refused.text("code")).isEqualTo("still-called");
        assertThat(refused.text("detail")).contains("CAB");
    }

    @Test
    void endsWhatNoBureauCallsAnyMore() {
        old(TestTokens.shared().role("social-worker"), "{\"residentId\":\"R-1\"}");
        end(LocalDate.of(2020, 1, 1)).is(400);
        end(tomorrow()).is(201);
        old(TestTokens.shared().role("social-worker"), "{\"residentId\":\"R-1\"}");
        migrations.end("CAB-02", "elderly-care", new Migrations.Sunset(LocalDate.of(2020, 1, 1), "all have moved"));
        Answer over = api.post(
                        "/legacy/CAB-02/elderly-care",
                        TestTokens.shared().role("social-worker"),
                        "{\"residentId\":\"R-1\"}",
                        "X-Purpose",
                        "care")
                .is(409);
        assertThat(over.text("code")).isEqualTo("operation-sunset");
        migrations.end("CAB-02", "elderly-care", new Migrations.Sunset(LocalDate.of(2099, 1, 1), "not yet"));
        api.post("/api/v1/legacy-systems/CAB-02/migrations/nothing/sunsets", operations, form(tomorrow()))
                .is(404);
    }

    @Test
    void hasARowOfEverySystemOfTheCatalogue() {
        List<Served> systems = manifests.all().stream()
                .filter(each -> each.file().endsWith(each.manifest().id() + ".yaml"))
                .toList();
        assertThat(systems.stream().map(each -> each.manifest().id())).hasSizeGreaterThanOrEqualTo(22);
        for (String id : List.of(
                "PSB-01", "PSB-02", "PSB-03", "CAB-01", "CAB-02", "CAB-03", "CAB-04", "ORG-01", "ORG-02", "PLC-01",
                "HLT-01", "HLT-02", "HLT-03", "HRS-01", "HRS-02", "HMB-01", "HMB-02", "HMB-03", "DPF-01", "VET-01",
                "EMB-01", "EMB-02")) {
            assertThat(api.get("/api/v1/legacy-systems/" + id + "/migrations", operations)
                            .is(200)
                            .body()
                            .path("items"))
                    .as(id)
                    .isNotEmpty();
        }
    }

    @Test
    void endsNothingWhoseSuccessorIsOnlyPlanned() throws IOException {
        PublishedPaths published = new PublishedPaths(JsonMapper.shared());
        assertThat(published.include("GET /api/v1/residents/{anybody}")).isTrue();
        assertThat(published.include("GET /api/v1/nowhere")).isFalse();
        assertThat(published.include("DELETE /api/v1/residents")).isFalse();
        for (Served served : manifests.all()) {
            String rows = "/api/v1/legacy-systems/" + served.manifest().id() + "/migrations";
            for (Manifest.Migration planned : served.manifest().migrations()) {
                if (!published.include(planned.replacement())) {
                    Answer refused = api.post(
                                    rows + "/" + planned.operation() + "/sunsets", operations, form(tomorrow()))
                            .is(409);
                    assertThat(refused.text("code")).isEqualTo("replacement-not-published");
                    assertThat(refused.text("detail")).contains(planned.replacement());
                }
            }
        }
    }

    private void old(Token caller, String body) {
        api.post("/legacy/CAB-02/elderly-care", caller, body, "X-Purpose", "care")
                .is(200);
    }

    private static Token bureau() {
        return TestTokens.shared().role("bureau-client").bureau("CAB");
    }

    private Answer end(LocalDate on) {
        return api.post("/api/v1/legacy-systems/CAB-02/migrations/elderly-care/sunsets", operations, form(on));
    }

    private static String form(LocalDate on) {
        return "{\"on\":\"" + on + "\",\"reason\":\"all have moved\"}";
    }

    private static LocalDate tomorrow() {
        return LocalDate.now(ZoneOffset.ofHours(8)).plusDays(1);
    }
}
