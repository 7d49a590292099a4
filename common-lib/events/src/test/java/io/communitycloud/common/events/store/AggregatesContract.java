package io.communitycloud.common.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.events.lamp.Lamp;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.StaleVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What a save and a read of an aggregate do, on whatever store. */
abstract class AggregatesContract {

    private static final Scope COMMITTEE = Scope.area(Lamp.COMMITTEE);

    private final MongoTemplate mongo;
    private final MovableClock clock = MovableClock.inNovember();
    private final Aggregates<Lamp> lamps;

    AggregatesContract(String uri) {
        mongo = StoreUnderTest.database(uri);
        lamps = StoreUnderTest.stores(mongo, new OutboxSignal(), clock).of(Lamp.class, List.of());
    }

    @Test
    void findsWhatWasSavedAsItWas() {
        Lamp lamp = Lamp.erect("L1", "north").shine(3);

        lamps.save(lamp);

        assertThat(lamp.registeredEvents()).isEmpty();
        Lamp found = lamps.require("L1", COMMITTEE);
        assertThat(found.label()).isEqualTo("north");
        assertThat(found.brightness()).isEqualTo(3);
        assertThat(found.erected()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(found.version()).isEqualTo(lamp.version()).isEqualTo(1);
        assertThat(found.sequence()).isEqualTo(lamp.sequence()).isEqualTo(2);
        assertThat(found.scope()).isEqualTo(Lamp.PATH);
        assertThat(found.createdAt()).isEqualTo(lamp.createdAt());
        assertThat(found.updatedAt()).isEqualTo(clock.instant());
        assertThat(found.registeredEvents()).isEmpty();
    }

    @Test
    void keepsNoClassNamesAndKeepsDaysAsText() {
        lamps.save(Lamp.erect("L1", null));

        assertThat(stored("L1")).doesNotContainKeys("_class", "label").containsEntry("erected", "2026-11-22");
    }

    @Test
    void savesStateAndEventsInOneDocument() {
        lamps.save(Lamp.erect("L1", null).shine(1));

        List<Document> outbox = outbox("L1");
        assertThat(outbox).extracting(entry -> entry.getLong("sequence")).containsExactly(1L, 2L);
        assertThat(outbox)
                .extracting(entry -> entry.getString("type"))
                .containsExactly("communitycloud.street.lamp-erected.v1", "communitycloud.street.lamp-dimmed.v1");
        assertThat(outbox.getLast().getString("data")).isEqualTo("{\"lamp\":\"L1\",\"brightness\":1}");
        assertThat(stored("L1").getDate("outboxSince").toInstant()).isEqualTo(clock.instant());
    }

    @Test
    void numbersEventsOnOverSavesAndKeepsThePendingOnes() {
        lamps.save(Lamp.erect("L1", null));
        Instant first = clock.instant();
        clock.advance(Duration.ofMinutes(1));

        lamps.save(lamps.require("L1", COMMITTEE).shine(1));
        lamps.save(lamps.require("L1", COMMITTEE).relabel("quiet"));

        assertThat(outbox("L1")).extracting(entry -> entry.getLong("sequence")).containsExactly(1L, 2L);
        assertThat(stored("L1").getDate("outboxSince").toInstant()).isEqualTo(first);
        assertThat(stored("L1").getLong("version")).isEqualTo(3);
    }

    @Test
    void neverResurrectsEventsThatWereTakenOutSinceTheAggregateWasLoaded() {
        lamps.save(Lamp.erect("L1", null));
        Lamp loaded = lamps.require("L1", COMMITTEE);
        mongo.getCollection("lamps")
                .updateOne(
                        new Document("_id", "L1"),
                        new Document("$set", new Document("outbox", List.of()))
                                .append("$unset", new Document("outboxSince", "")));

        lamps.save(loaded.shine(1));

        assertThat(outbox("L1")).extracting(entry -> entry.getLong("sequence")).containsExactly(2L);
        assertThat(stored("L1")).containsKey("outboxSince");
    }

    @Test
    void forgetsFieldsThatTheStateNoLongerHas() {
        lamps.save(Lamp.erect("L1", "north"));

        lamps.save(lamps.require("L1", COMMITTEE).relabel(null));

        assertThat(stored("L1")).doesNotContainKey("label");
        assertThat(lamps.require("L1", COMMITTEE).label()).isNull();
    }

    @Test
    void refusesToSaveOverANewerVersion() {
        lamps.save(Lamp.erect("L1", null));
        Lamp mine = lamps.require("L1", COMMITTEE);
        Lamp theirs = lamps.require("L1", COMMITTEE);
        lamps.save(theirs.shine(5));

        assertThatExceptionOfType(StaleVersion.class).isThrownBy(() -> lamps.save(mine.shine(1)));

        assertThat(lamps.require("L1", COMMITTEE).brightness()).isEqualTo(5);
        assertThat(outbox("L1")).hasSize(2);
    }

    @Test
    void refusesToChangeAnotherVersionThanItsCallerSaw() {
        lamps.save(Lamp.erect("L1", null));

        assertThatExceptionOfType(StaleVersion.class)
                .isThrownBy(() -> lamps.change("L1", COMMITTEE, new IfMatch(7), lamp -> lamp.shine(1)));
        Lamp changed = lamps.change("L1", COMMITTEE, new IfMatch(1), lamp -> lamp.shine(1));

        assertThat(changed.version()).isEqualTo(2);
    }

    @Test
    void refusesASecondOneOfTheSameId() {
        lamps.save(Lamp.erect("L1", "first"));

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> lamps.save(Lamp.erect("L1", "second")));
        assertThat(lamps.require("L1", COMMITTEE).label()).isEqualTo("first");
    }

    @Test
    void seesNothingOutsideTheScope() {
        lamps.save(Lamp.erect("L1", null));
        Scope another = Scope.area("310101002010");

        assertThat(lamps.find("L1", another)).isEmpty();
        assertThat(lamps.findAll(List.of("L1"), another)).isEmpty();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> lamps.act("L1", another, lamp -> lamp.shine(1)))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(WriteRefusal.NOT_FOUND));
        assertThat(lamps.findAll(List.of("L1", "none"), Scope.area(Lamp.CITY))).hasSize(1);
        assertThat(lamps.find("L1", Scope.everything())).isPresent();
    }

    @Test
    void isSeenUnderItsNewAreaAloneOnceItMoved() {
        lamps.save(Lamp.erect("L1", null));

        lamps.save(lamps.require("L1", COMMITTEE).move("310101002010", List.of(Lamp.CITY, "310101002010")));

        assertThat(lamps.find("L1", COMMITTEE)).isEmpty();
        assertThat(lamps.require("L1", Scope.area("310101002010")).area()).isEqualTo("310101002010");
    }

    @Test
    void loosesNoActOfManyAtOnce() throws Exception {
        lamps.save(Lamp.erect("L1", null));
        List<Callable<Lamp>> acts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            acts.add(() -> lamps.act("L1", COMMITTEE, Lamp::brighter));
        }

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var act : callers.invokeAll(acts)) {
                act.get();
            }
        }

        assertThat(lamps.require("L1", COMMITTEE).brightness()).isEqualTo(8);
        assertThat(outbox("L1"))
                .extracting(entry -> entry.getLong("sequence"))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void actsOnceUnderOneKeyAndForgetsTheKeyAfterADay() {
        lamps.save(Lamp.erect("L1", null));
        IdempotencyKey key = new IdempotencyKey("client", "POST /lamps/{id}/acts", "k", "body");

        lamps.act("L1", COMMITTEE, key, Lamp::brighter);
        Lamp again = lamps.act("L1", COMMITTEE, key, Lamp::brighter);
        assertThat(again.brightness()).isEqualTo(1);
        assertThat(again.version()).isEqualTo(2);

        lamps.save(lamps.require("L1", COMMITTEE).relabel("in between"));
        clock.advance(Duration.ofHours(23));
        assertThat(lamps.act("L1", COMMITTEE, key, Lamp::brighter).brightness()).isEqualTo(1);
        clock.advance(Duration.ofHours(2));
        assertThat(lamps.act("L1", COMMITTEE, key, Lamp::brighter).brightness()).isEqualTo(2);
        assertThat(stored("L1").getList("answered", Document.class)).hasSize(1);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherBody() {
        lamps.save(Lamp.erect("L1", null));
        lamps.act("L1", COMMITTEE, new IdempotencyKey("client", "route", "k", "body"), Lamp::brighter);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() ->
                        lamps.act("L1", COMMITTEE, new IdempotencyKey("client", "route", "k", "other"), Lamp::brighter))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(WriteRefusal.KEY_REUSED));
        lamps.act("L1", COMMITTEE, new IdempotencyKey("another", "route", "k", "other"), Lamp::brighter);
        assertThat(lamps.require("L1", COMMITTEE).brightness()).isEqualTo(2);
    }

    @Test
    void changesNothingWhereTheActIsRefused() {
        lamps.save(Lamp.erect("L1", null));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> lamps.act("L1", COMMITTEE, lamp -> {
                    lamp.shine(9);
                    throw Refused.notFound();
                }));

        assertThat(stored("L1").getLong("version")).isEqualTo(1);
    }

    @Test
    void givesEventsTheCorrelationOfTheirCause() throws Exception {
        lamps.save(Lamp.erect("L1", null).shine(1));
        new Cause("c-1", "e-1")
                .run(() -> lamps.save(lamps.require("L1", COMMITTEE).shine(2)));

        List<Document> outbox = outbox("L1");
        String first = outbox.getFirst().getString("id");
        assertThat(outbox).extracting(entry -> entry.getString("correlationId")).containsExactly(first, first, "c-1");
        assertThat(outbox.getLast().getString("causationId")).isEqualTo("e-1");
        assertThat(outbox.getFirst()).doesNotContainKey("causationId");
        assertThat(outbox.getFirst().get("time")).isEqualTo(Date.from(clock.instant()));
    }

    @Test
    void wakesTheRelayOnlyForEvents() throws Exception {
        OutboxSignal signal = new OutboxSignal();
        Aggregates<Lamp> watched = StoreUnderTest.stores(mongo, signal, clock).of(Lamp.class, List.of());
        watched.save(Lamp.erect("L1", null));
        signal.await(Duration.ofMinutes(1)); // returns at once, or the test takes a minute

        watched.save(watched.require("L1", COMMITTEE).relabel("x"));

        long before = System.nanoTime();
        signal.await(Duration.ofMillis(20));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void refusesAKindThatDoesNotSayWhereItIsKept() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Aggregates.rootOf(Homeless.class))
                .withMessageContaining("@AggregateRoot");
    }

    private Document stored(String id) {
        Document found =
                mongo.getCollection("lamps").find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        return found;
    }

    private List<Document> outbox(String id) {
        return stored(id).getList("outbox", Document.class);
    }

    private static final class Homeless extends Aggregate {
        Homeless() {
            super("H", "A", List.of(), Instant.EPOCH);
        }

        @Override
        public DomainEvent state() {
            throw new UnsupportedOperationException();
        }
    }
}
