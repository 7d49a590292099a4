package io.communitycloud.common.events.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.events.lamp.Lamp;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.EventRecords;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.StoreUnderTest;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.testing.clock.MovableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

class RelayTest {

    private static final Scope COMMITTEE = Scope.area(Lamp.COMMITTEE);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final MongoTemplate mongo = StoreUnderTest.database();
    private final MovableClock clock = MovableClock.inNovember();
    private final OutboxSignal signal = new OutboxSignal();
    private final AggregateStores stores = new AggregateStores(
            mongo, new EventRecords(JsonMapper.shared(), () -> TRACE), signal, clock, new Indexes(mongo));
    private final Aggregates<Lamp> lamps = stores.of(Lamp.class, List.of());

    @Test
    void publishesEachEventAsACloudEventKeyedByItsAggregate() {
        MockProducer<String, byte[]> kafka = kafka(true);
        lamps.save(Lamp.erect("L1", null));

        relay(kafka, "a").relayAll();

        ProducerRecord<String, byte[]> sent = kafka.history().getFirst();
        assertThat(sent.topic()).isEqualTo(Lamp.TOPIC);
        assertThat(sent.key()).isEqualTo("L1");
        assertThat(new String(sent.value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"lamp\":\"L1\",\"area\":\"310101002001\"}");
        String id = header(sent, "ce_id");
        assertThat(id).hasSize(26);
        assertThat(Map.of(
                        "ce_source", header(sent, "ce_source"),
                        "ce_specversion", header(sent, "ce_specversion"),
                        "ce_type", header(sent, "ce_type"),
                        "ce_time", header(sent, "ce_time"),
                        "ce_subject", header(sent, "ce_subject"),
                        "ce_dataschema", header(sent, "ce_dataschema"),
                        "ce_partitionkey", header(sent, "ce_partitionkey"),
                        "ce_correlationid", header(sent, "ce_correlationid"),
                        "content-type", header(sent, "content-type")))
                .isEqualTo(Map.of(
                        "ce_source", "/street-service",
                        "ce_specversion", "1.0",
                        "ce_type", "communitycloud.street.lamp-erected.v1",
                        "ce_time", "2026-11-22T02:00:00Z",
                        "ce_subject", "L1",
                        "ce_dataschema", "/contracts/events/communitycloud.street.lamp-erected.v1.json",
                        "ce_partitionkey", "L1",
                        "ce_correlationid", id,
                        "content-type", "application/json"));
        assertThat(header(sent, "ce_sequence")).isEqualTo("1");
        assertThat(header(sent, "traceparent")).isEqualTo(TRACE);
        assertThat(header(sent, "ce_traceparent")).isEqualTo(TRACE);
        assertThat(sent.headers().lastHeader("ce_causationid")).isNull();
    }

    @Test
    void emptiesTheOutboxWithoutTouchingTheVersion() {
        lamps.save(Lamp.erect("L1", null).shine(1));
        Lamp loadedBefore = lamps.require("L1", COMMITTEE);

        relay(kafka(true), "a").relayAll();

        assertThat(stored("L1").getList("outbox", Document.class)).isEmpty();
        assertThat(stored("L1")).doesNotContainKey("outboxSince");
        lamps.save(loadedBefore.shine(2)); // no StaleVersion
        assertThat(stored("L1").getLong("version")).isEqualTo(2);
    }

    @Test
    void sendsTheNextEventOfAnAggregateOnlyOnceTheOneBeforeIsAcknowledged() throws Exception {
        MockProducer<String, byte[]> kafka = kafka(false);
        lamps.save(Lamp.erect("L1", null).shine(1));
        lamps.save(Lamp.erect("L2", null));
        Thread relaying = Thread.ofVirtual().start(relay(kafka, "a")::relayAll);

        await().atMost(Duration.ofSeconds(60)).until(() -> kafka.history().size() == 2);
        assertThat(kafka.history()).extracting(ProducerRecord::key).containsExactlyInAnyOrder("L1", "L2");
        kafka.completeNext();
        assertThat(kafka.history()).hasSize(2);
        kafka.completeNext();
        await().atMost(Duration.ofSeconds(60)).until(() -> kafka.history().size() == 3);
        assertThat(header(kafka.history().getLast(), "ce_sequence")).isEqualTo("2");
        kafka.completeNext();

        relaying.join();
        assertThat(stored("L1").getList("outbox", Document.class)).isEmpty();
    }

    @Test
    void keepsEventsThatAreSavedWhileItSends() throws Exception {
        MockProducer<String, byte[]> kafka = kafka(false);
        lamps.save(Lamp.erect("L1", null));
        Relay relay = relay(kafka, "a");
        Thread relaying = Thread.ofVirtual().start(relay::relayAll);
        await().atMost(Duration.ofSeconds(60)).until(() -> kafka.history().size() == 1);

        lamps.save(lamps.require("L1", COMMITTEE).shine(1));
        kafka.completeNext();
        relaying.join();

        assertThat(stored("L1").getList("outbox", Document.class))
                .extracting(entry -> entry.getLong("sequence"))
                .containsExactly(2L);
        assertThat(stored("L1")).containsKey("outboxSince");
        MockProducer<String, byte[]> later = kafka(true);
        relay(later, "a").relayAll();
        assertThat(later.history())
                .extracting(sent -> header(sent, "ce_sequence"))
                .containsExactly("2");
        assertThat(stored("L1")).doesNotContainKey("outboxSince");
    }

    @Test
    void keepsEverythingWhileTheBrokerIsAwayAndSendsItInOrderAfterwards() {
        MockProducer<String, byte[]> kafka = kafka(true);
        kafka.sendException = new TimeoutException("the broker is away");
        Relay relay = relay(kafka, "a");
        for (int i = 0; i < 5; i++) {
            lamps.save(Lamp.erect("L" + i, null).shine(1).shine(2));
        }
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(relay::relayAll);
        clock.advance(Duration.ofMinutes(2));
        assertThat(relay.oldestAge()).isEqualTo(Duration.ofMinutes(2));
        assertThat(kafka.history()).isEmpty();

        kafka.sendException = null;
        relay.relayAll();

        assertThat(relay.oldestAge()).isZero();
        assertThat(kafka.history()).hasSize(15);
        for (int i = 0; i < 5; i++) {
            String key = "L" + i;
            assertThat(kafka.history())
                    .filteredOn(sent -> sent.key().equals(key))
                    .extracting(sent -> header(sent, "ce_sequence"))
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void letsNoOtherAggregateWaitForOneThatCannotBeSent() {
        Refusing kafka = new Refusing("L1");
        Relay relay = relay(kafka, "a");
        lamps.save(Lamp.erect("L1", null).shine(1));
        lamps.save(Lamp.erect("L2", null).shine(1));

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(relay::relayAll);

        assertThat(kafka.history()).extracting(ProducerRecord::key).containsExactly("L2", "L2");
        assertThat(stored("L2").getList("outbox", Document.class)).isEmpty();
        assertThat(stored("L1").getList("outbox", Document.class)).hasSize(2);
    }

    @Test
    void sendsThousandsOfEventsOfManyAggregates() {
        MockProducer<String, byte[]> kafka = kafka(true);
        for (int i = 0; i < 450; i++) {
            lamps.save(Lamp.erect("L" + i, null).shine(1));
        }

        relay(kafka, "a").relayAll();

        assertThat(kafka.history()).hasSize(900);
    }

    @Test
    void repeatsAnEventAndLosesNoneWhenItDiesBetweenSendingAndEmptying() {
        MockProducer<String, byte[]> kafka = kafka(true);
        lamps.save(Lamp.erect("L1", null).shine(1));
        Document before = stored("L1");
        relay(kafka, "a").relayAll();
        mongo.getCollection("lamps").replaceOne(new Document("_id", "L1"), before);

        relay(kafka, "a").relayAll();

        assertThat(kafka.history())
                .extracting(sent -> header(sent, "ce_sequence"))
                .containsExactly("1", "2", "1", "2");
        assertThat(header(kafka.history().get(2), "ce_id"))
                .isEqualTo(header(kafka.history().getFirst(), "ce_id"));
    }

    @Test
    void isDoneByOneInstanceUntilItsLeaseEnds() {
        MockProducer<String, byte[]> first = kafka(true);
        MockProducer<String, byte[]> second = kafka(true);
        Relay a = relay(first, "a");
        Relay b = relay(second, "b");
        a.relayAll();
        lamps.save(Lamp.erect("L1", null));

        b.relayAll();
        assertThat(second.history()).isEmpty();
        clock.advance(Duration.ofSeconds(6));
        b.relayAll();
        a.relayAll();

        assertThat(second.history()).hasSize(1);
        assertThat(first.history()).isEmpty();
    }

    @Test
    void goesOverAtOnceWhenTheLeaseIsGivenBackAndForgetsTheAgeOfWhatAnotherSends() {
        MockProducer<String, byte[]> away = kafka(true);
        away.sendException = new TimeoutException("the broker is away from here");
        Relay a = relay(away, "a");
        Relay b = relay(kafka(true), "b");
        lamps.save(Lamp.erect("L1", null));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(a::relayAll);
        clock.advance(Duration.ofSeconds(1));
        assertThat(a.oldestAge()).isPositive();

        lease("a").release();
        b.relayAll();
        a.relayAll();

        assertThat(stored("L1")).doesNotContainKey("outboxSince");
        assertThat(a.oldestAge()).isZero();
    }

    @Test
    void isWokenBySavesAndNotOnlyByItsSweep() throws Exception {
        MockProducer<String, byte[]> kafka = kafka(true);
        Relay relay = relays(kafka).relay(lease("a"), signal, clock, Duration.ofHours(1));
        Thread running = Thread.ofPlatform().daemon().start(relay);
        try {
            lamps.save(Lamp.erect("L1", null));
            await().atMost(Duration.ofSeconds(60)).until(() -> kafka.history().size() == 1);

            lamps.save(lamps.require("L1", COMMITTEE).shine(1));
            await().atMost(Duration.ofSeconds(60)).until(() -> kafka.history().size() == 2);
        } finally {
            running.interrupt();
            running.join();
        }
    }

    @Test
    void findsBySweepWhatACrashLeftBehindAndTriesForAsLongAsTheBrokerIsAway() throws Exception {
        MockProducer<String, byte[]> kafka = kafka(true);
        kafka.sendException = new TimeoutException("the broker is away");
        Relay relay = relays(kafka).relay(lease("a"), new OutboxSignal(), clock, Duration.ofMillis(20));
        lamps.save(Lamp.erect("L1", null));
        Thread running = Thread.ofPlatform().daemon().start(relay);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !relay.oldestAge().isNegative() && stored("L1").containsKey("outboxSince"));
            kafka.sendException = null;
            await().atMost(Duration.ofSeconds(60)).until(() -> kafka.history().size() == 1);
        } finally {
            running.interrupt();
            running.join();
        }
    }

    @Test
    void republishesStatesUnderTheirCurrentSequence() {
        for (int i = 0; i < 3; i++) {
            lamps.save(Lamp.erect("L" + i, null).shine(4).shine(5));
        }
        MockProducer<String, byte[]> kafka = kafka(true);

        long published = relays(kafka).republication().republish(Lamp.TOPIC);

        assertThat(published).isEqualTo(3);
        assertThat(kafka.history()).allSatisfy(state -> {
            assertThat(header(state, "ce_type")).isEqualTo("communitycloud.street.lamp-state.v1");
            assertThat(header(state, "ce_sequence")).isEqualTo("3");
            assertThat(new String(state.value(), StandardCharsets.UTF_8)).contains("\"brightness\":5");
        });
        assertThat(stored("L1").getList("outbox", Document.class)).hasSize(3);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> relays(kafka).republication().republish("another.topic.v1"));
    }

    private Relays relays(MockProducer<String, byte[]> kafka) {
        return new Relays(stores, mongo, kafka, "/street-service");
    }

    private Relay relay(MockProducer<String, byte[]> kafka, String owner) {
        return relays(kafka).relay(lease(owner), signal, clock, Duration.ofSeconds(1));
    }

    private Lease lease(String owner) {
        return new Lease("relay", owner, Duration.ofSeconds(5), mongo, clock);
    }

    private Document stored(String id) {
        Document found =
                mongo.getCollection("lamps").find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        return found;
    }

    private static String header(ProducerRecord<String, byte[]> sent, String name) {
        return new String(sent.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static MockProducer<String, byte[]> kafka(boolean acknowledges) {
        return new MockProducer<>(acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    }

    /** Finds the events of one aggregate too large. */
    private static final class Refusing extends MockProducer<String, byte[]> {

        private final String key;

        Refusing(String key) {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            this.key = key;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> event, Callback callback) {
            if (event.key().equals(key)) {
                throw new RecordTooLargeException("too large");
            }
            return super.send(event, callback);
        }
    }
}
