package io.communitycloud.resident.organisation;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Organisations and who belongs to them. */
class OrganisationsIT extends RunningService {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final AtomicInteger CODES = new AtomicInteger();

    @Test
    void entersReadsAndCorrectsAnOrganisation() {
        String code = code();
        Answer shop = shop(COMMITTEE, code);
        String path = "/organisations/" + shop.id();

        assertThat(shop.headers().firstValue("Location")).hasValue("/api/v1" + path);
        assertThat(shop.json().path("codeCautions").toString()).contains("social-credit-code-synthetic");
        assertThat(worker(COMMITTEE).get(path).ok().etag()).isEqualTo(shop.etag());
        worker(COMMITTEE).patch(path, "{\"name\": \"小卖部\"}").refusedAs(428, "precondition-required");
        Answer corrected = worker(COMMITTEE)
                .patch(path, "{\"name\": \"小卖部\", \"contact\": {\"phone\": \"10000000009\"}}", "If-Match", shop.etag())
                .ok();
        assertThat(corrected.text("name")).isEqualTo("小卖部");
        assertThat(corrected.text("socialCreditCode")).isEqualTo(code);
        worker(COMMITTEE)
                .patch(path, "{\"name\": \"杂货店\"}", "If-Match", shop.etag())
                .refusedAs(412, "stale-version");
        worker(COMMITTEE)
                .patch(path, "{\"contact\": {\"phone\": \"100****0009\"}}", "If-Match", corrected.etag())
                .refusedAs(422, "masked-value");
    }

    @Test
    void showsItsContactOnlyForAPurposeAndOnRecord() {
        Answer shop = shop(COMMITTEE, code());
        String path = "/organisations/" + shop.id();

        assertThat(shop.json().path("masked").asBoolean()).isTrue();
        assertThat(shop.json().path("contact").path("name").asString()).isEqualTo("赵*");
        assertThat(shop.json().path("contact").path("phone").asString()).isEqualTo("100****0001");
        Answer open = worker(COMMITTEE).get(path, "X-Purpose", "emergency").ok();
        assertThat(open.json().path("contact").path("phone").asString()).isEqualTo("10000000001");
        assertThat(open.etag()).isNotEqualTo(shop.etag());
        assertThat(worker(COMMITTEE)
                        .get("/organisations", "X-Purpose", "emergency")
                        .ok()
                        .body())
                .doesNotContain("10000000001");
        assertThat(TestEvent.on("platform.access-records.v1"))
                .anyMatch(event ->
                        event.data().contains(shop.id()) && event.data().contains("readOrganisation"));
    }

    @Test
    void keepsThePhoneUnreadableInTheStoreAndOutOfEvents() {
        String id = shop(COMMITTEE, code()).id();

        String stored = String.valueOf(mongo.getCollection("organisations")
                .find(new Document("_id", id))
                .first());
        assertThat(stored).doesNotContain("10000000001");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<TestEvent> told = TestEvent.on("resident.organisations.v1").stream()
                    .filter(event -> event.subject().equals(id))
                    .toList();
            assertThat(told)
                    .extracting(TestEvent::type)
                    .containsExactly("communitycloud.resident.organisation-registered.v1");
            assertThat(told.getFirst().data()).doesNotContain("赵", "便利店");
        });
    }

    @Test
    void givesACodeToOneOpenOrganisationOfTheCity() {
        String code = code();
        Answer first = shop(COMMITTEE, code);

        worker(NEIGHBOUR).post("/organisations", body(NEIGHBOUR, code)).refusedAs(409, "organisation-code-taken");
        head(COMMITTEE).post("/organisations/" + first.id() + "/closures", "{}").created();
        Answer second = shop(NEIGHBOUR, code);
        worker(COMMITTEE).post("/organisations", body(COMMITTEE, code)).refusedAs(409, "organisation-code-taken");
        worker(NEIGHBOUR)
                .patch(
                        "/organisations/" + second.id(),
                        "{\"socialCreditCode\": \"" + code() + "\"}",
                        "If-Match",
                        second.etag())
                .ok();
        shop(COMMITTEE, code);
    }

    @Test
    void keepsACodeThatFailsItsCheckWithACaution() {
        String first = code().substring(0, 17);

        assertThat(shop(COMMITTEE, first + (check(first) == '0' ? '1' : '0'))
                        .json()
                        .path("codeCautions")
                        .toString())
                .contains("social-credit-code-check-character");
    }

    @Test
    void refusesWhatIsNoCode() {
        worker(COMMITTEE)
                .post("/organisations", body(COMMITTEE, "9131019"))
                .refusedAs(400, "invalid-field")
                .at("/socialCreditCode", "social-credit-code-length");
        worker(COMMITTEE)
                .post("/organisations", body(COMMITTEE, "91310199I000000000"))
                .refusedAs(400, "invalid-field")
                .at("/socialCreditCode", "social-credit-code-characters");
    }

    @Test
    void sitsInADwellingOfItsCommitteeOnly() {
        String here = dwelling(COMMITTEE).id();
        String there = dwelling(NEIGHBOUR).id();
        Answer shop = worker(COMMITTEE)
                .post("/organisations", seated(COMMITTEE, here))
                .created();

        assertThat(worker(COMMITTEE).get("/organisations?dwelling=" + here).ok().ids())
                .containsExactly(shop.id());
        as(tokens().role("street-operator").area(STREET))
                .post("/organisations", seated(COMMITTEE, there))
                .refusedAs(422, "dwelling-elsewhere");
        worker(COMMITTEE).post("/organisations", seated(COMMITTEE, there)).refusedAs(404, "not-found");
    }

    @Test
    void findsOpenOnesByKindAndClosedOnesWhenAsked() {
        String code = code();
        String closed = shop(ROUND_COMMITTEE, code).id();
        String open = shop(ROUND_COMMITTEE, code()).id();
        head(ROUND_COMMITTEE)
                .post("/organisations/" + closed + "/closures", "{\"on\": \"2026-01-01\"}")
                .created();

        assertThat(worker(ROUND_COMMITTEE)
                        .get("/organisations?kind=SOLE_TRADER")
                        .ok()
                        .ids())
                .contains(open)
                .doesNotContain(closed);
        assertThat(worker(ROUND_COMMITTEE)
                        .get("/organisations?state=CLOSED")
                        .ok()
                        .ids())
                .contains(closed)
                .doesNotContain(open);
        assertThat(worker(ROUND_COMMITTEE)
                        .get("/organisations?socialCreditCode=" + code)
                        .ok()
                        .ids())
                .containsExactly(closed);
        worker(ROUND_COMMITTEE).get("/organisations?state=OPEN&dwelling=D").refusedAs(400, "invalid-parameter");
        head(ROUND_COMMITTEE)
                .post("/organisations/" + closed + "/closures", "{}")
                .refusedAs(409, "organisation-closed");
        head(ROUND_COMMITTEE)
                .post("/organisations/" + open + "/closures", "{\"on\": \"2999-01-01\"}")
                .refusedAs(422, "closing-day-out-of-order");
    }

    @Test
    void isHiddenFromOtherCommittees() {
        Answer shop = shop(COMMITTEE, code());

        worker(NEIGHBOUR).get("/organisations/" + shop.id()).refusedAs(404, "not-found");
        worker(NEIGHBOUR).get("/organisations/" + shop.id() + "/members").refusedAs(404, "not-found");
        head(NEIGHBOUR).post("/organisations/" + shop.id() + "/closures", "{}").refusedAs(404, "not-found");
        worker(NEIGHBOUR)
                .patch("/organisations/" + shop.id(), "{}", "If-Match", shop.etag())
                .refusedAs(404, "not-found");
        assertThat(worker(NEIGHBOUR).get("/organisations").ok().ids()).doesNotContain(shop.id());
        district(ROUND_DISTRICT).get("/organisations/" + shop.id()).refusedAs(404, "not-found");
        district("310101000000").get("/organisations/" + shop.id()).ok();
    }

    @Test
    void linksPeopleWithDaysAndFindsThemFromEitherSide() {
        String shop = shop(COMMITTEE, code()).id();
        String here = registered(COMMITTEE, somebody().of(household(COMMITTEE))).id();
        String elsewhere = registered(NEIGHBOUR).id();
        join(COMMITTEE, here, shop, "EMPLOYEE", "2021-01-01");
        join(NEIGHBOUR, elsewhere, shop, "HEAD", "2021-01-01");

        assertThat(members(COMMITTEE, shop)).containsExactly(here);
        assertThat(as(tokens().role("street-operator").area(STREET))
                        .get("/organisations/" + shop + "/members")
                        .ok()
                        .ids())
                .containsExactlyInAnyOrder(here, elsewhere);
        assertThat(lookUp("organisationId", shop, "RESIDENTS").body()).contains(here);
        assertThat(lookUp("organisationId", shop, "HOUSEHOLDS").items()).hasSize(1);
        assertThat(lookUp("organisationId", shop, "DWELLINGS").items()).hasSize(1);
        assertThat(lookUp("residentId", here, "ORGANISATIONS").body()).contains(shop);

        worker(COMMITTEE)
                .post("/residents/" + here + "/organisation-links/" + shop + "/endings", "{\"on\": \"2022-01-01\"}")
                .created();
        assertThat(members(COMMITTEE, shop)).isEmpty();
        assertThat(links(here, "2021-12-31")).containsExactly(shop);
        assertThat(links(here, "2022-01-01")).isEmpty();
        join(COMMITTEE, here, shop, "MEMBER", "2022-01-01");
        assertThat(members(COMMITTEE, shop)).containsExactly(here);
        assertThat(resident(here)
                        .get("/residents/" + here + "/organisation-links")
                        .ok()
                        .items())
                .hasSize(2);
    }

    @Test
    void takesHerLinksAlongWhenSheMovesAndEndsThemWhenSheDies() {
        String shop = shop(COMMITTEE, code()).id();
        String id = registered(COMMITTEE).id();
        join(COMMITTEE, id, shop, "EMPLOYEE", "2021-01-01");
        worker(COMMITTEE)
                .post(
                        "/residents/" + id + "/moves",
                        "{\"householdId\": \"%s\", \"on\": \"2025-01-01\"}".formatted(household(NEIGHBOUR)))
                .created();

        assertThat(members(COMMITTEE, shop)).isEmpty();
        assertThat(street(shop)).containsExactly(id);
        worker(NEIGHBOUR)
                .post("/residents/" + id + "/deaths", "{\"on\": \"2026-01-01\"}")
                .created();
        assertThat(street(shop)).isEmpty();
    }

    @Test
    void refusesALinkThatIsNone() {
        String shop = shop(COMMITTEE, code()).id();
        String closed = shop(COMMITTEE, code()).id();
        head(COMMITTEE).post("/organisations/" + closed + "/closures", "{}").created();
        String id = registered(COMMITTEE).id();
        String path = "/residents/" + id + "/organisation-links";
        worker(COMMITTEE).post(path + "/" + shop + "/endings", "{}").refusedAs(409, "belongs-not-to-it");
        join(COMMITTEE, id, shop, "MEMBER", "2021-01-01");

        worker(COMMITTEE)
                .post(path, joining(shop, "HEAD", "2022-01-01"))
                .refusedAs(409, "belongs-to-it-already")
                .at("/organisationId", "belongs-to-it-already");
        worker(COMMITTEE).post(path, joining(closed, "HEAD", "2022-01-01")).refusedAs(409, "organisation-closed");
        worker(COMMITTEE).post(path, joining("NOWHERE", "HEAD", "2022-01-01")).refusedAs(404, "not-found");
        worker(COMMITTEE)
                .post(path + "/" + shop + "/endings", "{\"on\": \"2020-12-31\"}")
                .refusedAs(422, "day-out-of-order");
        worker(NEIGHBOUR).post(path, joining(shop, "HEAD", "2022-01-01")).refusedAs(404, "not-found");
    }

    @Test
    void joinsOnceForOneKey() {
        String shop = shop(COMMITTEE, code()).id();
        String path = "/residents/" + registered(COMMITTEE).id() + "/organisation-links";
        String key = "\"" + path + "\"";

        worker(COMMITTEE)
                .post(path, joining(shop, "HEAD", "2022-01-01"), "Idempotency-Key", key)
                .created();
        worker(COMMITTEE)
                .post(path, joining(shop, "HEAD", "2022-01-01"), "Idempotency-Key", key)
                .created();

        assertThat(worker(COMMITTEE).get(path).ok().items()).hasSize(1);
    }

    private void join(String committee, String resident, String organisation, String role, String from) {
        worker(committee)
                .post("/residents/" + resident + "/organisation-links", joining(organisation, role, from))
                .created();
    }

    private List<String> members(String committee, String organisation) {
        return worker(committee)
                .get("/organisations/" + organisation + "/members")
                .ok()
                .ids();
    }

    private List<String> street(String organisation) {
        return as(tokens().role("street-operator").area(STREET))
                .get("/organisations/" + organisation + "/members")
                .ok()
                .ids();
    }

    private List<String> links(String resident, String on) {
        return worker(COMMITTEE).get("/residents/" + resident + "/organisation-links?on=" + on).ok().items().stream()
                .map(link -> link.path("organisationId").asString())
                .toList();
    }

    private Answer lookUp(String key, String value, String find) {
        return worker(COMMITTEE)
                .post("/lookups", "{\"%s\": \"%s\", \"find\": \"%s\"}".formatted(key, value, find))
                .ok();
    }

    private Answer shop(String committee, String code) {
        return worker(committee).post("/organisations", body(committee, code)).created();
    }

    private static String body(String committee, String code) {
        return """
            {"area": "%s", "name": "云南中路便利店", "kind": "SOLE_TRADER", "socialCreditCode": "%s",
             "address": "云南中路1弄2号", "contact": {"name": "赵店长", "phone": "10000000001"}}\
            """.formatted(committee, code);
    }

    private static String seated(String committee, String dwelling) {
        return """
            {"area": "%s", "name": "楼组党支部", "kind": "PARTY_BRANCH", "address": "云南中路1弄2号", "dwellingId": "%s"}\
            """.formatted(committee, dwelling);
    }

    private static String joining(String organisation, String role, String from) {
        return "{\"organisationId\": \"%s\", \"role\": \"%s\", \"from\": \"%s\"}".formatted(organisation, role, from);
    }

    /** A code of the sample area, which was never assigned, right in its own check (GB 32100-2015). */
    private static String code() {
        String first = "92310199MA%05d0X".formatted(CODES.incrementAndGet()).substring(0, 17);
        return first + check(first);
    }

    private static char check(String first) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += CHARACTERS.indexOf(first.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return CHARACTERS.charAt((31 - sum % 31) % 31);
    }
}
