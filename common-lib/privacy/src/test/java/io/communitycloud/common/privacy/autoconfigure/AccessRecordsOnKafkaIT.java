package io.communitycloud.common.privacy.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.common.web.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Against a real broker that makes no topic by itself. */
class AccessRecordsOnKafkaIT {

    private static final Caller WORKER = new Caller(
            "worker-1",
            "李社工",
            Set.of("social-worker"),
            "310101002001",
            null,
            null,
            null,
            null,
            null,
            "care",
            null,
            "w");

    @Test
    void makesItsTopicKeepsTheRecordAndRefusesOnceTheBrokerIsGone() {
        EmbeddedKafkaBroker broker =
                new EmbeddedKafkaKraftBroker(1, 1).brokerProperty("auto.create.topics.enable", "false");
        broker.afterPropertiesSet();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(PrivacyAutoConfiguration.class))
                .withPropertyValues(
                        "spring.application.name=resident-service",
                        "spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                        "privacy.key=Hx0XyJm3PlCpMZ1WExmOTB5jCOZ2aN6NYX1tvJ0t4Hw=",
                        "privacy.pepper=u0PzZ5yqk3n1bV7cXw9eRt2YhGjKlM4sDfQaNp8oIiU=")
                .run(context -> {
                    AccessRecords records = context.getBean(AccessRecords.class);
                    look(records);
                    look(records);

                    assertThat(kept(broker.getBrokersAsString()))
                            .extracting(ConsumerRecord::key)
                            .containsExactly("310101002001", "310101002001");
                    assertThat(retention(broker.getBrokersAsString()))
                            .isEqualTo(Long.toString(Duration.ofDays(200).toMillis()));

                    broker.destroy();
                    long start = System.nanoTime();
                    assertThatExceptionOfType(Refused.class).isThrownBy(() -> look(records));
                    assertThat(Duration.ofNanos(System.nanoTime() - start))
                            .as("no call waits as long as Kafka would by itself")
                            .isLessThan(Duration.ofSeconds(60));
                });
    }

    private static void look(AccessRecords records) {
        records.require(WORKER, "readResident", "resident", "310101002001", "01A", Set.of("phone"));
    }

    private static List<ConsumerRecord<String, byte[]>> kept(String brokers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "reader",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(AccessRecords.TOPIC));
            ArrayList<ConsumerRecord<String, byte[]>> kept = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (kept.size() < 2 && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(kept::add);
            }
            return kept;
        }
    }

    private static String retention(String brokers) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, AccessRecords.TOPIC);
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            return admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .getOrDefault(topic, new Config(List.of()))
                    .get("retention.ms")
                    .value();
        }
    }
}
