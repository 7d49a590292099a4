package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.testing.platform.Platform;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** The contract of events on a real MongoDB and an Apache Kafka of its own, where Docker is present; skipped elsewhere. */
@Testcontainers(disabledWithoutDocker = true)
class EventsOnContainersTest extends EventsContract {

    /** Topics are made by services, with the partitions they need: a broker that makes them itself would be first. */
    @Container
    private static final KafkaContainer KAFKA =
            new KafkaContainer("apache/kafka:4.1.0").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

    @Container
    private static final MongoDBContainer MONGO = new MongoDBContainer("mongo:8.0");

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        String database = Platform.newDatabase();
        registry.add("spring.mongodb.uri", MONGO::getConnectionString);
        registry.add("spring.mongodb.database", () -> database);
        registry.add("spring.kafka.bootstrap-servers", KAFKA::getBootstrapServers);
        registry.add("cloud.events.instance", () -> database);
        registry.add("eureka.client.enabled", () -> "false");
    }
}
