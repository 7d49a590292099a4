package io.communitycloud.common.events.autoconfigure;

import com.mongodb.WriteConcern;
import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.events.areas.AreaFeed;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.consumption.Consumption;
import io.communitycloud.common.events.consumption.DeadLetters;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.relay.Lease;
import io.communitycloud.common.events.relay.Relay;
import io.communitycloud.common.events.relay.Relays;
import io.communitycloud.common.events.relay.Republication;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.events.store.EventRecords;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.StoredDays;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service aggregates, outbox, relay, consumption and the area tree. */
@AutoConfiguration(before = DataMongoAutoConfiguration.class)
@EnableConfigurationProperties(EventsProperties.class)
public class EventsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC); // as exact as the store keeps it
    }

    /** An acknowledged write survives the loss of a member, and a store that is away is noticed while a caller waits. */
    @Bean
    MongoClientSettingsBuilderCustomizer durableAndImpatient() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(3, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS));
    }

    @Bean
    @ConditionalOnMissingBean
    MongoCustomConversions mongoCustomConversions() {
        return StoredDays.asText();
    }

    @Bean
    OutboxSignal outboxSignal() {
        return new OutboxSignal();
    }

    @Bean
    Indexes indexes(MongoTemplate mongo) {
        return new Indexes(mongo);
    }

    @Bean
    EventRecords eventRecords(JsonMapper json, ObjectProvider<Tracer> tracer) {
        return new EventRecords(json, () -> traceparent(tracer.getIfAvailable()));
    }

    @Bean
    AggregateStores aggregateStores(
            MongoTemplate mongo,
            MappingMongoConverter converter,
            EventRecords records,
            OutboxSignal signal,
            Clock clock,
            Indexes indexes) {
        // A document says what it is by its collection; class names do not belong into the store.
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return new AggregateStores(mongo, records, signal, clock, indexes);
    }

    @Bean
    Claims claims(MongoTemplate mongo, Clock clock) {
        return new Claims(mongo, clock);
    }

    @Bean
    Creations creations(MongoTemplate mongo, Clock clock, Indexes indexes) {
        return new Creations(mongo, clock, indexes);
    }

    @Bean
    AreaTree areaTree() {
        return new AreaTree();
    }

    @Bean(destroyMethod = "close")
    Producer<String, byte[]> eventProducer(KafkaProperties kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "events");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Bean
    Lease relayLease(MongoTemplate mongo, Clock clock, EventsProperties settings) {
        // The instance by its stable name: after a crash it takes its own lease up again at once.
        return new Lease("relay", settings.instance(), settings.leaseTerm(), mongo, clock);
    }

    @Bean
    Relays relays(
            AggregateStores stores,
            MongoTemplate mongo,
            Producer<String, byte[]> eventProducer,
            @Value("${spring.application.name}") String service) {
        return new Relays(stores, mongo, eventProducer, "/" + service);
    }

    @Bean
    Relay relay(Relays relays, Lease relayLease, OutboxSignal signal, Clock clock, EventsProperties settings) {
        return relays.relay(relayLease, signal, clock, settings.sweep());
    }

    @Bean
    Republication republication(Relays relays) {
        return relays.republication();
    }

    @Bean
    DeadLetters deadLetters(MongoTemplate mongo, Clock clock, Indexes indexes) {
        return new DeadLetters(mongo, clock, indexes);
    }

    @Bean
    Consumption consumption(
            ApplicationContext context,
            DeadLetters deadLetters,
            Producer<String, byte[]> eventProducer,
            JsonMapper json,
            @Value("${spring.application.name}") String group) {
        List<Object> listeners =
                List.copyOf(context.getBeansWithAnnotation(Listens.class).values());
        return new Consumption(listeners, deadLetters, eventProducer, json, group);
    }

    @Bean
    EventRuntime eventRuntime(
            AggregateStores stores,
            Indexes indexes,
            Relay relay,
            Lease relayLease,
            Consumption consumption,
            Creations creations,
            AreaTree areaTree,
            MongoTemplate mongo,
            JsonMapper json,
            KafkaProperties kafka,
            EventsProperties settings,
            ApplicationContext context,
            ObjectProvider<MeterRegistry> meters,
            @Value("${spring.application.name}") String group) {
        Topics topics = new Topics(kafka.buildAdminProperties(), settings);
        Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> areaConsumers = () -> new KafkaConsumer<>(
                consumerSettings(kafka, "areas"), new StringDeserializer(), new ByteArrayDeserializer());
        AreaFeed areas = settings.ownsAreas() ? null : new AreaFeed(areaTree, mongo, areaConsumers, json);
        Function<String, MessageListenerContainer> containers =
                topic -> container(topic, group, consumption, kafka, settings, context, meters.getIfAvailable());
        return new EventRuntime(
                stores, indexes, topics, relay, relayLease, consumption, creations, containers, areas, group);
    }

    @Bean
    HealthIndicator outboxHealthIndicator(
            MongoTemplate mongo, Indexes indexes, AreaTree areaTree, Relay relay, EventsProperties settings) {
        return new EventsHealth(mongo, indexes, areaTree, relay, settings.stuckAfter());
    }

    @Bean
    MeterBinder eventMeters(Relay relay, DeadLetters deadLetters) {
        return registry -> {
            Gauge.builder(
                            "cloud.outbox.oldest.age",
                            relay,
                            each -> each.oldestAge().toMillis() / 1000.0)
                    .description("Age of the oldest event that has not reached Kafka")
                    .baseUnit("seconds")
                    .register(registry);
            Gauge.builder("cloud.dead.letters", deadLetters, DeadLetters::count)
                    .description("Events set aside and waiting for an operator")
                    .register(registry);
        };
    }

    @Bean
    DeadLettersEndpoint deadLettersEndpoint(DeadLetters deadLetters, Consumption consumption) {
        return new DeadLettersEndpoint(deadLetters, consumption);
    }

    @Bean
    RepublicationEndpoint republicationEndpoint(Republication republication) {
        return new RepublicationEndpoint(republication);
    }

    private static MessageListenerContainer container(
            String topic,
            String group,
            Consumption consumption,
            KafkaProperties kafka,
            EventsProperties settings,
            ApplicationContext context,
            @Nullable MeterRegistry meters) {
        Map<String, Object> consumer = consumerSettings(kafka, group + "-" + topic);
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // Static membership: a restarted instance gets its partitions back without a rebalance.
        consumer.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group + "-" + topic + "-" + settings.instance());
        DefaultKafkaConsumerFactory<String, byte[]> factory =
                new DefaultKafkaConsumerFactory<>(consumer, new StringDeserializer(), new ByteArrayDeserializer());
        if (meters != null) {
            factory.addListener(new MicrometerConsumerListener<>(meters));
        }
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setObservationEnabled(true);
        properties.setMissingTopicsFatal(false);
        properties.setConsumerRebalanceListener(new AssignmentListener(consumption));
        properties.setMessageListener((MessageListener<String, byte[]>) event -> {
            consumption.receive(event);
        });
        ConcurrentMessageListenerContainer<String, byte[]> container =
                new ConcurrentMessageListenerContainer<>(factory, properties);
        container.setApplicationContext(context);
        container.setBeanName("events-" + topic);
        container.setCommonErrorHandler(untilApplied());
        return container;
    }

    /** Hands a record in again, ever slower but for ever, and goes on polling meanwhile. */
    private static DefaultErrorHandler untilApplied() {
        ExponentialBackOff pauses = new ExponentialBackOff(200, 2);
        pauses.setMaxInterval(2_000);
        DefaultErrorHandler handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        handler.setLogLevel(KafkaException.Level.DEBUG); // the consumption has said it in one line
        return handler;
    }

    private static Map<String, Object> consumerSettings(KafkaProperties kafka, String client) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, client);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    private static @Nullable String traceparent(@Nullable Tracer tracer) {
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span == null) {
            return null;
        }
        String sampled = Boolean.TRUE.equals(span.context().sampled()) ? "01" : "00";
        return "00-" + span.context().traceId() + "-" + span.context().spanId() + "-" + sampled;
    }
}
