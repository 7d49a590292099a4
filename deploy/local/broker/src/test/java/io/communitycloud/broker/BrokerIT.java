package io.communitycloud.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the broker as the launcher does, in a process of its own, and kills it as a trial does. */
class BrokerIT {

    private static final TopicPartition PARTITION = new TopicPartition("trial.things.v1", 0);

    @TempDir
    private Path home;

    private final int port = freePort();
    private final int controllerPort = freePort();
    private @Nullable Process process;

    BrokerIT() throws IOException {}

    @AfterEach
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void keepsEveryAcknowledgedRecordOverASuddenDeath() throws Exception {
        start();
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            for (int number = 0; number < 100; number++) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), "key", "value " + number))
                        .get(30, TimeUnit.SECONDS);
            }
        }

        kill();
        start();

        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            assertThat(consumer.endOffsets(List.of(PARTITION), Duration.ofSeconds(60)))
                    .containsExactly(Map.entry(PARTITION, 100L));
        }
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Broker.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "CLOUD_HOME", home.toString(),
                        "BROKER_PORT", Integer.toString(port),
                        "BROKER_CONTROLLER_PORT", Integer.toString(controllerPort)));
        Path log = Files.createDirectories(home.resolve("logs")).resolve("broker.log");
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private Properties client() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", "127.0.0.1:" + port);
        properties.setProperty("default.api.timeout.ms", "60000");
        properties.setProperty("request.timeout.ms", "50000");
        return properties;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
