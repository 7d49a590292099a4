package io.communitycloud.common.events.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Projection;
import io.communitycloud.common.events.store.StoreUnderTest;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.store.StoreServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

class ConsumptionTest {

    private static final String TOPIC = "street.lamps.v1";
    private static final String DIMMED = "communitycloud.street.lamp-dimmed.v1";

    private final MockProducer<String, byte[]> kafka =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final MovableClock clock = MovableClock.inNovember();
    private final MongoTemplate mongo = StoreUnderTest.database();
    private final LampListener listener = new LampListener(mongo);
    private final DeadLetters deadLetters = new DeadLetters(mongo, clock, new Indexes(mongo));
    private final Consumption consumption = consumption(mongo, listener);

    @Test
    void appliesAnEventThatIsReadTwiceOnce() {
        consumption.receive(dimmed("L1", 1, 10));
        consumption.receive(dimmed("L1", 2, 5));
        consumption.receive(dimmed("L1", 1, 10));
        consumption.receive(dimmed("L1", 2, 5));

        assertThat(listener.sumOf("L1")).isEqualTo(15);
    }

    @Test
    void handsDownTheCauseAndTheMeta() {
        consumption.receive(dimmed("L1", 3, 1));

        assertThat(listener.metas).singleElement().satisfies(meta -> {
            assertThat(meta.type()).isEqualTo(DIMMED);
            assertThat(meta.topic()).isEqualTo(TOPIC);
            assertThat(meta.subject()).isEqualTo("L1");
            assertThat(meta.sequence()).isEqualTo(3);
            assertThat(meta.correlationId()).isEqualTo("correlation");
        });
        assertThat(listener.causes).containsExactly(new Cause("correlation", "e-L1-3"));
    }

    @Test
    void letsEventsPassThatNobodyTakes() {
        consumption.receive(event("L1", 1, "communitycloud.street.lamp-painted.v1", "{}"));

        assertThat(listener.metas).isEmpty();
        assertThat(deadLetters.count()).isZero();
    }

    @Test
    void setsPoisonAsideWithItsReasonInStoreAndTopic() {
        listener.poison = Set.of("L1");

        consumption.receive(dimmed("L1", 1, 10));

        assertThat(deadLetters.list()).singleElement().satisfies(letter -> {
            assertThat(letter.state()).isEqualTo(DeadLetters.State.FAILED);
            assertThat(letter.reason()).isEqualTo("IllegalArgumentException: no such lamp");
            assertThat(letter.type()).isEqualTo(DIMMED);
            assertThat(letter.key()).isEqualTo("L1");
        });
        ProducerRecord<String, byte[]> copy = kafka.history().getFirst();
        assertThat(copy.topic()).isEqualTo(TOPIC + ".lamp-service.dlt");
        assertThat(copy.key()).isEqualTo("L1");
        assertThat(header(copy, "cloud_reason")).isEqualTo("IllegalArgumentException: no such lamp");
        assertThat(header(copy, "ce_id")).isEqualTo("e-L1-1");
        assertThat(listener.attempts).as("tried three times").isEqualTo(3);
    }

    @Test
    void parksLaterEventsOfTheSameAggregateWhileOthersGoOn() {
        listener.poison = Set.of("L1");
        consumption.receive(dimmed("L1", 1, 10));
        listener.poison = Set.of();

        consumption.receive(dimmed("L1", 2, 20));
        consumption.receive(dimmed("L2", 1, 7));
        consumption.receive(dimmed("L1", 3, 30));

        assertThat(listener.sumOf("L1")).isZero();
        assertThat(listener.sumOf("L2")).isEqualTo(7);
        assertThat(deadLetters.list())
                .extracting(DeadLetters.DeadLetter::state)
                .containsExactlyInAnyOrder(
                        DeadLetters.State.FAILED, DeadLetters.State.PARKED, DeadLetters.State.PARKED);
        assertThat(kafka.history()).hasSize(1);
    }

    @Test
    void replaysInOrder() {
        parkThree();

        assertThat(consumption.replay(TOPIC, "L1")).isEqualTo(3);

        assertThat(listener.metas).extracting(EventMeta::sequence).containsExactly(1L, 2L, 3L);
        assertThat(listener.sumOf("L1")).isEqualTo(60);
        assertThat(deadLetters.count()).isZero();
        consumption.receive(dimmed("L1", 4, 1));
        assertThat(listener.sumOf("L1")).isEqualTo(61);
    }

    @Test
    void stopsAReplayAtTheFirstThatFailsAgain() {
        parkThree();
        listener.poison = Set.of("L1");

        assertThat(consumption.replay(TOPIC, "L1")).isZero();

        assertThat(deadLetters.count()).isEqualTo(3);
    }

    @Test
    void skipsTheFirstWithAReasonAndReplaysTheRest() {
        parkThree();

        assertThat(consumption.skip(TOPIC, "L1", "the lamp was never there")).isTrue();
        assertThat(consumption.replay(TOPIC, "L1")).isEqualTo(2);

        assertThat(listener.sumOf("L1")).isEqualTo(50);
        assertThat(consumption.skip(TOPIC, "L1", "again")).isFalse();
        assertThat(mongo.getCollection("dead_letters")
                        .countDocuments(new org.bson.Document("note", "the lamp was never there")))
                .isEqualTo(1);
    }

    @Test
    void keepsTheReasonOfPoisonThatIsReadAgain() {
        listener.poison = Set.of("L1");
        consumption.receive(dimmed("L1", 1, 10));
        listener.poison = Set.of();

        consumption.receive(dimmed("L1", 1, 10));

        assertThat(deadLetters.list()).singleElement().satisfies(letter -> {
            assertThat(letter.state()).isEqualTo(DeadLetters.State.FAILED);
            assertThat(letter.reason()).contains("no such lamp");
        });
    }

    @Test
    void isNotHeldUpByPoisonThatIsReadAgainAfterItWasSkipped() {
        listener.poison = Set.of("L1");
        consumption.receive(dimmed("L1", 1, 10));
        consumption.skip(TOPIC, "L1", "never mind");

        consumption.receive(dimmed("L1", 1, 10));

        assertThat(deadLetters.count()).isZero();
    }

    @Test
    void knowsAfterARestartWhatIsParked() {
        parkThree();

        Consumption restarted = consumption(mongo, listener);
        restarted.assigned();
        restarted.receive(dimmed("L1", 4, 1));

        assertThat(deadLetters.count()).isEqualTo(4);
    }

    @Test
    void waitsForWhatPassesByItself() {
        listener.failure = new Refused(Refusal.of("unavailable", Refusal.Kind.UNAVAILABLE));
        assertThatExceptionOfType(Consumption.NotYetApplied.class)
                .isThrownBy(() -> consumption.receive(dimmed("L1", 1, 10)));
        assertThat(deadLetters.count()).isZero();

        listener.failure = null;
        consumption.receive(dimmed("L1", 1, 10));

        assertThat(listener.sumOf("L1")).isEqualTo(10);
    }

    @Test
    void namesARefusalByItsCode() {
        listener.failure = new Refused(Refusal.of("already-lit", Refusal.Kind.CONFLICT));

        consumption.receive(dimmed("L1", 1, 10));

        assertThat(deadLetters.list())
                .extracting(DeadLetters.DeadLetter::reason)
                .containsExactly("already-lit");
    }

    @Test
    void isHandedPoisonAgainWhileTheDeadLetterTopicIsAway() {
        listener.poison = Set.of("L1");
        kafka.sendException = new TimeoutException("the broker is away");
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> consumption.receive(dimmed("L1", 1, 10)));

        kafka.sendException = null;
        consumption.receive(dimmed("L1", 1, 10));

        assertThat(kafka.history()).hasSize(1);
        assertThat(deadLetters.count()).isEqualTo(1);
    }

    @Test
    void waitsForAStoreThatIsAwayAndAppliesAfterwards(@TempDir Path folder) {
        StoreServer store = StoreServer.start(folder, 0);
        int port = store.port();
        try (MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store.uri()))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(200, TimeUnit.MILLISECONDS))
                .build())) {
            MongoTemplate own = StoreUnderTest.database(client);
            LampListener lamps = new LampListener(own);
            Consumption there = consumption(own, lamps);
            there.receive(dimmed("L1", 1, 10));
            store.close();
            assertThatExceptionOfType(Consumption.NotYetApplied.class)
                    .isThrownBy(() -> there.receive(dimmed("L1", 2, 5)));

            store = StoreServer.start(folder, port);
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(Consumption.NotYetApplied.class)
                    .until(() -> {
                        there.receive(dimmed("L1", 2, 5)); // as the container hands it in again
                        return true;
                    });

            assertThat(lamps.sumOf("L1")).isEqualTo(15);
        } finally {
            store.close();
        }
    }

    @Test
    void acceptsTheStructuredMode() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8));
        String envelope = """
                {"specversion":"1.0","id":"e1","source":"/partner","type":"%s","subject":"L1",
                 "time":"2026-11-22T10:00:00+08:00","sequence":"1","correlationid":"c",
                 "datacontenttype":"application/json","data":{"lamp":"L1","brightness":4}}""".formatted(DIMMED);

        consumption.receive(record("L1", 0, headers, envelope));

        assertThat(listener.sumOf("L1")).isEqualTo(4);
        assertThat(listener.metas.getFirst().time()).isEqualTo(clock.instant());
    }

    @Test
    void takesAnEntryWithoutASequenceAsTheFirstOfItsOwn() {
        ConsumerRecord<String, byte[]> entry = dimmed("L1", 9, 4);
        entry.headers().remove("ce_sequence").remove("ce_correlationid");

        consumption.receive(entry);

        assertThat(listener.metas).singleElement().satisfies(meta -> {
            assertThat(meta.sequence()).isEqualTo(1);
            assertThat(meta.correlationId()).isEqualTo("e-L1-9");
        });
    }

    static Stream<String> whatIsNoCloudEvent() {
        return Stream.of("ce_id", "ce_type", "ce_subject", "ce_time", "ce_specversion");
    }

    @ParameterizedTest
    @MethodSource("whatIsNoCloudEvent")
    void setsAsideAtOnceWhatIsNoCloudEvent(String missing) {
        ConsumerRecord<String, byte[]> event = dimmed("L1", 1, 4);
        event.headers().remove(missing);

        consumption.receive(event);

        assertThat(deadLetters.list())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains(missing.substring(3)));
    }

    @Test
    void setsAsideWhatItsReaderCannotRead() {
        consumption.receive(event("L1", 1, DIMMED, "{\"lamp\":"));
        consumption.receive(event("L2", 1, DIMMED, "{\"lamp\":\"L2\",\"brightness\":\"very\"}"));
        consumption.receive(record("L3", 3, new RecordHeaders(), null));

        assertThat(deadLetters.list())
                .extracting(DeadLetters.DeadLetter::key)
                .containsExactlyInAnyOrder("L1", "L2", "L3");
        assertThat(listener.attempts).isZero();
    }

    @Test
    void toleratesMembersItDoesNotKnow() {
        consumption.receive(event("L1", 1, DIMMED, "{\"lamp\":\"L1\",\"brightness\":2,\"colour\":\"warm\"}"));

        assertThat(listener.sumOf("L1")).isEqualTo(2);
    }

    private void parkThree() {
        listener.poison = Set.of("L1");
        consumption.receive(dimmed("L1", 1, 10));
        listener.poison = Set.of();
        consumption.receive(dimmed("L1", 2, 20));
        consumption.receive(dimmed("L1", 3, 30));
    }

    private Consumption consumption(MongoTemplate store, LampListener lamps) {
        DeadLetters letters = new DeadLetters(store, clock, new Indexes(store));
        return new Consumption(List.of(lamps), letters, kafka, JsonMapper.shared(), "lamp-service");
    }

    private static ConsumerRecord<String, byte[]> dimmed(String lamp, long sequence, int brightness) {
        return event(lamp, sequence, DIMMED, "{\"lamp\":\"%s\",\"brightness\":%d}".formatted(lamp, brightness));
    }

    private static ConsumerRecord<String, byte[]> event(String lamp, long sequence, String type, String data) {
        RecordHeaders headers = new RecordHeaders();
        put(headers, "ce_id", "e-" + lamp + "-" + sequence);
        put(headers, "ce_source", "/street-service");
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_type", type);
        put(headers, "ce_time", "2026-11-22T02:00:00Z");
        put(headers, "ce_subject", lamp);
        put(headers, "ce_sequence", Long.toString(sequence));
        put(headers, "ce_correlationid", "correlation");
        put(headers, "content-type", "application/json");
        return record(lamp, sequence, headers, data);
    }

    private static ConsumerRecord<String, byte[]> record(
            String key, long offset, RecordHeaders headers, @Nullable String value) {
        return new ConsumerRecord<>(
                TOPIC,
                Math.abs(key.hashCode() % 6),
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                headers,
                java.util.Optional.empty());
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(ProducerRecord<String, byte[]> sent, String name) {
        return new String(sent.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Sums up the brightness a lamp was ever given. */
    @Listens(TOPIC)
    static class LampListener {

        private final Projection<Summed> sums;
        private final List<EventMeta> metas = new ArrayList<>();
        private final List<Cause> causes = new ArrayList<>();
        private Set<String> poison = Set.of();
        private @Nullable RuntimeException failure;
        private int attempts;

        LampListener(MongoTemplate mongo) {
            this.sums = new Projection<>(Summed.class, "sums", mongo);
        }

        record Summed(String id, int sum) {}

        record LampDimmed(String lamp, int brightness) {}

        @On(DIMMED)
        void dimmed(LampDimmed event, EventMeta meta) {
            attempts++;
            if (failure != null) {
                throw failure;
            }
            if (poison.contains(event.lamp())) {
                throw new IllegalArgumentException("no such lamp");
            }
            sums.change(meta, Updates.inc("sum", event.brightness()));
            metas.add(meta);
            causes.add(Objects.requireNonNull(Cause.current()));
        }

        int sumOf(String lamp) {
            return sums.find(lamp).map(Summed::sum).orElse(0);
        }
    }
}
