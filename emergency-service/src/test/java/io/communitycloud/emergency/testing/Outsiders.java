package io.communitycloud.emergency.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Other services, as far as this one hears of them: events on their topics, sent as the platform sends them. */
public final class Outsiders {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Producer<String, byte[]> events;

    public Outsiders(Producer<String, byte[]> events) {
        this.events = events;
    }

    /** Sends an event once; sent again with the same id it is the same event. */
    public void tell(
            String topic,
            String type,
            String subject,
            String id,
            long sequence,
            @Nullable String correlation,
            Instant time,
            String json) {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(topic, subject, json.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of(
                "ce_id",
                id,
                "ce_source",
                "/another-service",
                "ce_specversion",
                "1.0",
                "ce_type",
                type,
                "ce_time",
                time.toString(),
                "ce_subject",
                subject,
                "ce_sequence",
                Long.toString(sequence),
                "ce_correlationid",
                correlation == null ? id : correlation,
                "content-type",
                "application/json");
        headers.forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            events.send(event).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
