package io.communitycloud.resident.accesslog;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.accesslog.VerifyingAccess.ChainVerification;
import io.communitycloud.resident.accesslog.VerifyingAccess.Finding;
import io.communitycloud.store.StoreServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccessChainTest {

    private static final String HERE = "310101002001";
    private static final String THERE = "310101002010";

    private static StoreServer store;
    private static MongoClient client;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T02:00:00Z"));
    private final AreaTree areas = new AreaTree();
    private MongoTemplate mongo;
    private AccessEntries entries;
    private AccessAnchors anchors;
    private AnchoringAccess anchoring;
    private VerifyingAccess verifying;

    @BeforeAll
    static void openStore() {
        store = StoreServer.inMemory();
        client = MongoClients.create(store.uri());
    }

    @AfterAll
    static void closeStore() {
        client.close();
        store.close();
    }

    @BeforeEach
    void begin() {
        mongo = new MongoTemplate(client, "resident");
        mongo.getDb().drop();
        areas.put(List.of(
                area("310000000000", Level.CITY, null),
                area("310101000000", Level.DISTRICT, "310000000000"),
                area("310101002000", Level.STREET, "310101000000"),
                area(HERE, Level.COMMITTEE, "310101002000"),
                area(THERE, Level.COMMITTEE, "310101002000")));
        Indexes indexes = new Indexes(mongo);
        entries = new AccessEntries(mongo, areas, clock, indexes);
        anchors = new AccessAnchors(mongo, indexes);
        anchoring = new AnchoringAccess(entries, anchors, clock);
        verifying = new VerifyingAccess(entries, anchors);
        indexes.make();
    }

    @Test
    void linksEachRecordToTheOneBefore() {
        entries.append(access(1, HERE, "A"));
        entries.append(access(2, HERE, "B"));
        entries.append(access(3, THERE, "C"));

        List<AccessEntry> chain = chain(HERE);
        assertThat(chain).extracting(AccessEntry::position).containsExactly(1L, 2L);
        assertThat(chain.getFirst().previousHash()).isEqualTo(AccessEntry.GENESIS);
        assertThat(chain.getLast().previousHash()).isEqualTo(chain.getFirst().hash());
        assertThat(chain(THERE)).hasSize(1);
        assertThat(verifying.verify(HERE))
                .isEqualTo(new ChainVerification(HERE, true, 2, chain.getLast().hash(), null, null));
    }

    @Test
    void appendsARecordThatComesTwiceOnce() {
        assertThat(entries.append(access(1, HERE, "A"))).isTrue();
        assertThat(entries.append(access(2, HERE, "A"))).isTrue();
        assertThat(entries.append(access(1, HERE, "A"))).isFalse();

        assertThat(chain(HERE)).hasSize(2);
    }

    @Test
    void staysOneChainWhenManyAppendAtOnceAndRepeatThemselves() throws Exception {
        List<Callable<Boolean>> appends = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            JsonNode access = access(i % 30, HERE, "A");
            appends.add(() -> entries.append(access));
        }
        int appended = 0;
        try (ExecutorService writers = Executors.newFixedThreadPool(6)) {
            for (Future<Boolean> each : writers.invokeAll(appends)) {
                appended += each.get() ? 1 : 0;
            }
        }

        assertThat(appended).isEqualTo(30);
        assertThat(verifying.verify(HERE).intact()).isTrue();
        assertThat(verifying.verify(HERE).entries()).isEqualTo(30);
    }

    @Test
    void showsAResidentWhoLookedAtHerAndNobodyElse() {
        entries.append(access(1, HERE, "A"));
        entries.append(access(2, HERE, "A", "B"));
        entries.append(access(3, THERE, "B"));

        assertThat(entries.ofResident("A", PageRequest.first()).items())
                .extracting(AccessEntry::recordId)
                .containsExactly(id(2), id(1));
        assertThat(entries.ofResident("C", PageRequest.first()).items()).isEmpty();
    }

    @Test
    void pagesThroughAnAreaNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            entries.append(access(i, i % 2 == 0 ? HERE : THERE, "A"));
        }

        Page<AccessEntry> first = entries.page(Scope.area("310101000000"), PageRequest.first(3));
        assertThat(first.items()).extracting(AccessEntry::recordId).containsExactly(id(5), id(4), id(3));
        Page<AccessEntry> second = entries.page(
                Scope.area("310101000000"), new PageRequest(3, Cursor.decode(requireNonNull(first.next()))));
        assertThat(second.items()).extracting(AccessEntry::recordId).containsExactly(id(2), id(1));
        assertThat(second.next()).isNull();
        assertThat(entries.page(Scope.area(HERE), PageRequest.first()).items()).hasSize(2);
    }

    @Test
    void refusesARecordWithoutIdOrOfNoArea() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entries.append(JsonMapper.shared().readTree("{\"area\":\"310101002001\"}")));
        assertThatIllegalArgumentException().isThrownBy(() -> entries.append(access(1, "310199000000", "A")));
    }

    @Test
    void waitsForTheMapWhereThereIsNoneYet() {
        AccessEntries early = new AccessEntries(mongo, new AreaTree(), clock, new Indexes(mongo));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> early.append(access(1, HERE, "A")))
                .satisfies(refused ->
                        assertThat(refused.refusal().kind().retriable()).isTrue());
    }

    @Test
    void noticesAnAlteredRecord() {
        appendFive();
        stored().updateOne(
                        eq("_id", HERE + ":000000000003"),
                        set("record", access(3, HERE, "Z").toString()));

        assertBroken(3, Finding.RECORD_ALTERED);
    }

    @Test
    void noticesARecordThatWasAlteredTogetherWithItsHash() {
        appendFive();
        String forged = access(3, HERE, "Z").toString();
        Document before = stored().find(eq("_id", HERE + ":000000000003")).first();
        assertThat(before).isNotNull();
        stored().updateOne(eq("_id", HERE + ":000000000003"), set("record", forged));
        stored().updateOne(
                        eq("_id", HERE + ":000000000003"),
                        set("hash", Hashes.sha256(before.getString("previousHash"), forged)));

        assertBroken(4, Finding.LINK_BROKEN);
    }

    @Test
    void noticesALinkTakenOutOfTheMiddle() {
        appendFive();
        stored().deleteOne(eq("_id", HERE + ":000000000002"));

        assertBroken(2, Finding.ENTRY_MISSING);
    }

    @Test
    void noticesAnEndThatWasCutOffAfterItWasAnchored() {
        appendFive();
        clock.move(Duration.ofDays(1));
        assertThat(anchoring.anchorPastDays()).isEqualTo(1);
        stored().deleteOne(eq("_id", HERE + ":000000000005"));

        assertBroken(5, Finding.ENTRY_MISSING);
    }

    @Test
    void noticesAWholeChainThatWasRewrittenAfterItWasAnchored() {
        appendFive();
        clock.move(Duration.ofDays(1));
        anchoring.anchorPastDays();
        stored().deleteMany(eq("area", HERE));
        for (int i = 1; i <= 5; i++) {
            entries.append(access(i, HERE, "Z"));
        }

        assertBroken(5, Finding.ANCHOR_CONTRADICTED);
    }

    @Test
    void sealsEachPastDayOnceInOrderAndAfterAPause() {
        entries.append(access(1, HERE, "A"));
        assertThat(anchoring.anchorPastDays()).isZero();
        clock.move(Duration.ofDays(1));
        entries.append(access(2, HERE, "A"));
        entries.append(access(3, THERE, "A"));
        clock.move(Duration.ofDays(5));

        assertThat(anchoring.anchorPastDays()).isEqualTo(2);
        assertThat(anchoring.anchorPastDays()).isZero();

        List<AccessAnchor> kept = anchors.page(PageRequest.first()).items();
        assertThat(kept)
                .extracting(AccessAnchor::day)
                .containsExactly(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 22));
        assertThat(kept.getFirst().chains()).isEqualTo(2);
        assertThat(kept.getFirst().previousRoot()).isEqualTo(kept.getLast().root());
        assertThat(kept.getLast().previousRoot()).isEqualTo(AccessEntry.GENESIS);
        assertThat(verifying.verifyAnchors().intact()).isTrue();
        assertThat(verifying.verifyAnchors().anchors()).isEqualTo(2);
        assertThat(verifying.verify(HERE).intact()).isTrue();
    }

    @Test
    void takesMidnightOfTheCityForTheEndOfADay() {
        clock.set(Instant.parse("2026-11-22T15:59:00Z"));
        entries.append(access(1, HERE, "A"));
        clock.set(Instant.parse("2026-11-22T16:04:00Z"));
        assertThat(anchoring.anchorPastDays()).isZero();
        clock.set(Instant.parse("2026-11-22T16:05:00Z"));
        assertThat(anchoring.anchorPastDays()).isEqualTo(1);
    }

    @Test
    void noticesAForgedAnchor() {
        appendFive();
        clock.move(Duration.ofDays(1));
        entries.append(access(6, HERE, "A"));
        clock.move(Duration.ofDays(1));
        anchoring.anchorPastDays();
        mongo.getCollection("accessAnchorHeads")
                .updateOne(eq("_id", "2026-11-23:" + HERE), set("hash", "f".repeat(64)));

        assertThat(verifying.verifyAnchors().intact()).isFalse();
        assertThat(verifying.verifyAnchors().brokenOn()).isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(verifying.verifyAnchors().anchors()).isEqualTo(1);
    }

    private void appendFive() {
        for (int i = 1; i <= 5; i++) {
            entries.append(access(i, HERE, "A"));
        }
    }

    private void assertBroken(long position, Finding finding) {
        ChainVerification verification = verifying.verify(HERE);
        assertThat(verification.intact()).isFalse();
        assertThat(verification.brokenAt()).isEqualTo(position);
        assertThat(verification.finding()).isEqualTo(finding);
        assertThat(verification.entries()).isEqualTo(position - 1);
    }

    private List<AccessEntry> chain(String area) {
        List<AccessEntry> chain = new ArrayList<>();
        entries.walk(area, chain::add);
        return chain;
    }

    private MongoCollection<Document> stored() {
        return mongo.getCollection("accessEntries");
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "01KAN3B9VG%016d", number);
    }

    private static JsonNode access(int number, String area, String... residents) {
        JsonMapper json = JsonMapper.shared();
        return json.createObjectNode()
                .put("id", id(number))
                .put("at", "2026-11-22T02:00:00Z")
                .put("subject", "worker-1")
                .put("resourceType", "resident")
                .put("area", area)
                .set("resourceIds", json.valueToTree(residents));
    }

    private static Area area(String code, Level level, @Nullable String parent) {
        return new Area(code, level, code, parent, LocalDate.of(2020, 1, 1), null, null);
    }

    /** Stands where it is put. */
    private static final class MovableClock extends Clock {

        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        void set(Instant instant) {
            now = instant;
        }

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
