package io.communitycloud.common.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.areas.AreaFeed;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.consumption.DeadLetters;
import io.communitycloud.common.events.lamp.Lamp;
import io.communitycloud.common.events.relay.Relay;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.testing.platform.Platform;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A service with its store and its broker: what one instance writes, its own listener hears. */
@SpringBootTest(
        classes = StreetService.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=street-service",
            "management.tracing.sampling.probability=1.0",
            // Longer than any test waits: what arrives was sent because a save woke the relay.
            "cloud.events.sweep=10m"
        })
abstract class EventsContract {

    private static final Scope COMMITTEE = Scope.area(Lamp.COMMITTEE);

    @Value("${spring.kafka.bootstrap-servers}")
    private String brokers;

    @Value("${spring.mongodb.uri}")
    private String store;

    @Autowired
    private Aggregates<Lamp> lamps;

    @Autowired
    private StreetService.LampListener listener;

    @Autowired
    private DeadLettersEndpoint deadLetters;

    @Autowired
    private RepublicationEndpoint republication;

    @Autowired
    private Producer<String, byte[]> producer;

    @Autowired
    private AreaTree areas;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Tracer tracer;

    @Autowired
    private Relay relay;

    @Autowired
    private HealthIndicator outboxHealthIndicator;

    @Test
    void tellsOthersWhatWasSavedWithoutWaitingForItsSweep() {
        String id = Ids.next();
        lamps.save(Lamp.erect(id, null));
        await().atMost(Duration.ofSeconds(60)).until(() -> listener.brightnessOf(id) == 0);

        lamps.save(lamps.require(id, COMMITTEE).shine(7));

        await().atMost(Duration.ofSeconds(60)).until(() -> listener.brightnessOf(id) == 7);
        await().atMost(Duration.ofSeconds(60)).until(() -> relay.oldestAge().isZero());
    }

    @Test
    void carriesTheTraceFromTheSaveToTheListener() {
        String id = Ids.next();
        Span span = tracer.nextSpan().name("registering a lamp").start();
        try (var _ = tracer.withSpan(span)) {
            lamps.save(Lamp.erect(id, null));
        } finally {
            span.end();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> listener.traces.containsKey(id));

        assertThat(listener.traces).containsEntry(id, span.context().traceId());
    }

    @Test
    void listsReplaysAndSkipsWhatWasSetAside() {
        String id = Ids.next();
        listener.poison.add(id);
        lamps.save(Lamp.erect(id, null).shine(3));
        await().atMost(Duration.ofSeconds(60)).until(() -> waiting(id).size() == 2);
        assertThat(waiting(id))
                .extracting(DeadLetters.DeadLetter::state)
                .containsExactlyInAnyOrder(DeadLetters.State.FAILED, DeadLetters.State.PARKED);

        listener.poison.remove(id);
        assertThat(deadLetters.replay(Lamp.TOPIC, id, "it was never erected"))
                .isEqualTo(Map.of("skipped", true, "replayed", 1));

        assertThat(listener.brightnessOf(id)).isEqualTo(3);
        assertThat(deadLetters.replay(Lamp.TOPIC, id, null)).isEqualTo(Map.of("skipped", false, "replayed", 0));
    }

    @Test
    void rebuildsAProjectionFromRepublishedStates() {
        String id = Ids.next();
        lamps.save(Lamp.erect(id, null).shine(5));
        await().atMost(Duration.ofSeconds(60)).until(() -> listener.brightnessOf(id) == 5);
        listener.seen.documents().deleteOne(new org.bson.Document("_id", id));

        republication.republish(Lamp.TOPIC);

        await().atMost(Duration.ofSeconds(60)).until(() -> listener.brightnessOf(id) == 5);
    }

    @Test
    void followsTheAreasAndKnowsThemFromItsCopyWhileTheBrokerIsAway() throws Exception {
        publishArea("310000000000", "CITY", null, 1, "Shanghai");
        publishArea("310110000000", "DISTRICT", "310000000000", 2, "Yangpu");
        publishArea("310110000000", "DISTRICT", "310000000000", 1, "an earlier name, published again");
        producer.send(new ProducerRecord<>(AreaFeed.TOPIC, "310110000000", "{".getBytes(StandardCharsets.UTF_8)))
                .get();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> areas.find("310110000000").isPresent());
        assertThat(areas.find("310110000000").orElseThrow().name()).isEqualTo("Yangpu");
        await().atMost(Duration.ofSeconds(60)).until(() -> Status.UP.equals(statusOf(outboxHealthIndicator)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> mongo.getCollection("areas_copy").countDocuments() == 2);

        AreaTree fromCopy = new AreaTree();
        Thread feed = Thread.ofPlatform()
                .daemon()
                .start(new AreaFeed(
                        fromCopy,
                        mongo,
                        () -> {
                            throw new IllegalStateException("the broker is away");
                        },
                        json));
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> fromCopy.size() == 2);
        } finally {
            feed.interrupt();
            feed.join();
        }
    }

    @Test
    void makesItsTopicsAndTheirDeadLetterTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) brokers))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> admin.listTopics()
                            .names()
                            .get()
                            .containsAll(List.of(Lamp.TOPIC, Lamp.TOPIC + ".street-service.dlt", AreaFeed.TOPIC)));
            TopicDescription lampTopic = admin.describeTopics(List.of(Lamp.TOPIC))
                    .allTopicNames()
                    .get()
                    .get(Lamp.TOPIC);
            assertThat(Optional.ofNullable(lampTopic).orElseThrow().partitions())
                    .hasSize(6);
        }
    }

    @Test
    void goesOnWithinSecondsAfterARestartUnderItsStaticName() {
        String database = Platform.newDatabase();
        String id = Ids.next();
        try (ConfigurableApplicationContext first = run(database)) {
            lampsOf(first).save(Lamp.erect(id, null));
            await().atMost(Duration.ofSeconds(60)).until(() -> listenerOf(first).brightnessOf(id) == 0);
        }

        try (ConfigurableApplicationContext second = run(database)) {
            lampsOf(second).save(lampsOf(second).require(id, COMMITTEE).shine(9));
            await().atMost(Duration.ofSeconds(25)) // a rebalance would wait for the session's 30 s
                    .until(() -> listenerOf(second).brightnessOf(id) == 9);
        }
    }

    private static Status statusOf(HealthIndicator indicator) {
        return Optional.ofNullable(indicator.health()).map(Health::getStatus).orElse(Status.UNKNOWN);
    }

    private List<DeadLetters.DeadLetter> waiting(String id) {
        return deadLetters.waiting().stream()
                .filter(letter -> letter.key().equals(id))
                .toList();
    }

    private void publishArea(String code, String level, @Nullable String parent, long sequence, String name)
            throws Exception {
        String data = """
                {"code":"%s","level":"%s","name":"%s","parent":%s,"validFrom":"2023-06-30","validTo":null,
                 "successor":null,"later":"a member nobody knows yet"}""".formatted(code, level, name, parent == null ? "null" : "\"" + parent + "\"");
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(AreaFeed.TOPIC, code, data.getBytes(StandardCharsets.UTF_8));
        event.headers().add("ce_sequence", Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
        producer.send(event).get();
    }

    private ConfigurableApplicationContext run(String database) {
        return new SpringApplicationBuilder(StreetService.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.application.name=lane-service",
                        "--spring.mongodb.uri=" + store,
                        "--spring.mongodb.database=" + database,
                        "--spring.kafka.bootstrap-servers=" + brokers,
                        "--cloud.events.instance=one",
                        "--eureka.client.enabled=false");
    }

    @SuppressWarnings("unchecked")
    private static Aggregates<Lamp> lampsOf(ConfigurableApplicationContext context) {
        return (Aggregates<Lamp>) context.getBean("lamps");
    }

    private static StreetService.LampListener listenerOf(ConfigurableApplicationContext context) {
        return context.getBean(StreetService.LampListener.class);
    }
}
