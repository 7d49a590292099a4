package io.communitycloud.broker;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Starts the broker in this process and stays until the process is told to end. */
public final class Broker {

    private Broker() {}

    public static void main(String[] arguments) throws IOException {
        BrokerSettings settings = BrokerSettings.from(System.getenv());
        Path configuration = prepare(settings);
        // Returns only when the node has stopped; SIGTERM is handled by Kafka's own shutdown hook.
        Kafka.main(new String[] {configuration.toString()});
    }

    /** Writes the configuration and, once in the life of the data folder, formats its log. */
    static Path prepare(BrokerSettings settings) throws IOException {
        Files.createDirectories(settings.data());
        Path configuration = settings.data().resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(configuration, StandardCharsets.ISO_8859_1)) {
            settings.toProperties().store(writer, null);
        }
        if (Files.notExists(settings.log().resolve("meta.properties"))) {
            int status = StorageTool.execute(
                    new String[] {
                        "format",
                        "--config",
                        configuration.toString(),
                        "--cluster-id",
                        Uuid.randomUuid().toString(),
                    },
                    System.out);
            if (status != 0) {
                throw new IllegalStateException("The broker's log folder could not be formatted: " + settings.log());
            }
        }
        return configuration;
    }
}
