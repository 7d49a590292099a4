package io.communitycloud.resource.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.Reserve;
import io.communitycloud.resource.ResourceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Conversions as the facility, its district and an approver live through them. */
@ResourceTest
class ConversionTest {

    private static final String OUTBOX_PREFIX = "communitycloud.resource.";

    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final Conversions conversions;
    private final ConvertingFacilities converting;
    private final Api api;

    ConversionTest(
            @Autowired AreaTree areas,
            @LocalServerPort int port,
            @Autowired MongoTemplate mongo,
            @Autowired Conversions conversions,
            @Autowired ConvertingFacilities converting) {
        this.areas = areas;
        this.mongo = mongo;
        this.conversions = conversions;
        this.converting = converting;
        this.api = new Api(port);
    }

    @BeforeEach
    void loaded() {
        Reserve.takenIn(areas, mongo);
    }

    @Test
    void leadsAHospitalToTheEmergencyAndBack() {
        Site site = new Site("SBH-0120-1", "310120000000");
        String bed = api.post(site.path + "/beds", site.operator, "{\"ward\": \"1\", \"kind\": \"GENERAL\"}")
                .is(201)
                .text("id");
        String assignment = api.post(
                        "/api/v1/bed-assignments",
                        site.operator,
                        "{\"bedId\": \"" + bed + "\", \"caseNumber\": \"C-1\"}")
                .is(201)
                .text("id");

        String run = site.start("TO_EMERGENCY", "activation-9");
        assertThat(site.start("TO_EMERGENCY", "activation-9")).isEqualTo(run);
        assertThat(site.refused("TO_EMERGENCY", "activation-10")).isEqualTo("conversion-running");
        assertThat(site.mode()).isEqualTo("CONVERTING");
        site.step(run, "seal", 409);
        site.step(run, "stop-admissions", 200);
        site.step(run, "move-patients", 200);
        assertThat(site.step(run, "seal", 409)).isEqualTo("beds-occupied");
        api.post("/api/v1/bed-assignments/" + assignment + "/releases", site.operator, "{\"reason\": \"TRANSFER\"}")
                .is(200);
        site.step(run, "seal", 200);
        assertThat(api.post(
                                "/api/v1/bed-assignments",
                                site.operator,
                                "{\"facilityId\": \"SBH-0120-1\", \"caseNumber\": \"C-2\"}")
                        .is(409)
                        .text("code"))
                .isEqualTo("facility-closed");
        for (String step : List.of("partition", "equip", "staff", "accept")) {
            site.step(run, step, 200);
        }

        assertThat(site.approve(run, "dr-chen", 409)).isEqualTo("conversion-not-confirmed");
        site.step(run, "open", 200);
        assertThat(site.mode()).isEqualTo("CONVERTING");
        assertThat(site.approve(run, "test-facility-operator", 422)).isEqualTo("conversion-same-person");
        site.approve(run, "dr-chen", 200);
        assertThat(site.mode()).isEqualTo("OPEN");

        String back = site.start("TO_PEACETIME", "activation-9");
        for (String step : List.of("discharge", "seal", "disinfect", "return-equipment", "accept", "open")) {
            site.step(back, step, 200);
        }
        site.approve(back, "dr-chen", 200);
        assertThat(site.mode()).isEqualTo("PEACETIME");
        assertThat(types(run))
                .startsWith("conversion-started.v1", "conversion-step-completed.v1")
                .endsWith("conversion-step-completed.v1", "conversion-completed.v1");
    }

    @Test
    void doesNotSealWhereNobodyKnowsWhoLiesThere() {
        Site site = new Site("SBH-0118-1", "310118000000");
        String run = site.start("TO_EMERGENCY", "activation-11");
        site.step(run, "stop-admissions", 200);
        site.step(run, "move-patients", 200);
        assertThat(site.step(run, "seal", 409)).isEqualTo("occupancy-unknown");
        api.post(site.path + "/occupancy-reports", site.operator, "{\"occupied\": 1}")
                .is(200);
        assertThat(site.step(run, "seal", 409)).isEqualTo("beds-occupied");
        api.post(site.path + "/occupancy-reports", site.operator, "{\"occupied\": 0}")
                .is(200);
        site.step(run, "seal", 200);

        api.post(site.path + "/conversions/" + run + "/cancellations", site.district, "")
                .is(200);
        assertThat(site.mode()).isEqualTo("PEACETIME");
        assertThat(site.step(run, "partition", 409)).isEqualTo("conversion-over");
        assertThat(types(run)).endsWith("conversion-cancelled.v1");
    }

    @Test
    void tellsOnceOfEachStepThatIsNotDoneInTime() {
        Site site = new Site("FC-0116-1", "310116000000");
        String run = site.start("TO_EMERGENCY", "activation-12");
        MovableClock clock = new MovableClock(Instant.now());
        WatchingConversions watch = new WatchingConversions(conversions, converting, "310116000000", clock);

        watch.look();
        assertThat(types(run)).containsExactly("conversion-started.v1");
        clock.advance(Duration.ofHours(8));
        watch.look();
        watch.look();
        assertThat(types(run)).containsExactly("conversion-started.v1", "conversion-step-overdue.v1");
        assertThat(conversions
                        .find(run, Scope.everything())
                        .orElseThrow()
                        .steps()
                        .getFirst()
                        .overdue())
                .isTrue();
        api.post(site.path + "/conversions/" + run + "/cancellations", site.district, "")
                .is(200);
    }

    private List<String> types(String id) {
        Document found =
                mongo.getCollection("conversions").find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        return found.getList("outbox", Document.class).stream()
                .map(event -> event.getString("type").substring(OUTBOX_PREFIX.length()))
                .toList();
    }

    /** A facility with those who act for it. */
    private final class Site {

        final String path;
        final Token operator;
        final Token district;
        final String area;

        Site(String id, String area) {
            this.path = "/api/v1/facilities/" + id;
            this.area = area;
            this.operator = TestTokens.shared().role("facility-operator").facility(id);
            this.district = TestTokens.shared().role("district-operator").area(area);
        }

        String start(String direction, String cause) {
            return api.post(path + "/conversions", district, body(direction, cause))
                    .is(201)
                    .text("id");
        }

        String refused(String direction, String cause) {
            return api.post(path + "/conversions", district, body(direction, cause))
                    .is(409)
                    .text("code");
        }

        String step(String run, String step, int status) {
            return api.post(
                            path + "/conversions/" + run + "/step-completions",
                            operator,
                            "{\"step\": \"" + step + "\"}")
                    .is(status)
                    .text("code");
        }

        String approve(String run, String subject, int status) {
            Token approver = TestTokens.shared().role("approver").area(area).subject(subject);
            return api.post(path + "/conversions/" + run + "/approvals", approver, "{\"step\": \"open\"}")
                    .is(status)
                    .text("code");
        }

        String mode() {
            return api.get(path, operator).is(200).text("mode");
        }

        private static String body(String direction, String cause) {
            return "{\"direction\": \"" + direction + "\", \"cause\": \"" + cause + "\"}";
        }
    }
}
