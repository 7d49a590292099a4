package io.communitycloud.common.events.relay;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Writes an outbox entry to Kafka as a CloudEvent 1.0 in binary mode, keyed by its aggregate. */
final class EventPublisher {

    private final Producer<String, byte[]> producer;
    private final String source;

    /** @param source the URI reference of this service, for example {@code /resident-service} */
    EventPublisher(Producer<String, byte[]> producer, String source) {
        this.producer = producer;
        this.source = source;
    }

    /** Sends one entry; the future completes when Kafka has acknowledged it. */
    CompletableFuture<Void> publish(String topic, String subject, Document entry) {
        byte[] data = entry.getString("data").getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, subject, data);
        Headers headers = event.headers();
        String type = entry.getString("type");
        put(headers, "ce_id", entry.getString("id"));
        put(headers, "ce_source", source);
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_type", type);
        put(headers, "ce_time", entry.getDate("time").toInstant().toString());
        put(headers, "ce_subject", subject);
        put(headers, "ce_dataschema", "/contracts/events/" + type + ".json");
        put(headers, "ce_sequence", Long.toString(entry.getLong("sequence")));
        put(headers, "ce_partitionkey", subject);
        put(headers, "ce_correlationid", entry.getString("correlationId"));
        put(headers, "ce_causationid", entry.getString("causationId"));
        put(headers, "ce_traceparent", entry.getString("traceparent"));
        put(headers, "traceparent", entry.getString("traceparent"));
        put(headers, "content-type", "application/json");
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        try {
            var _ = producer.send(event, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException unsent) {
            acknowledged.completeExceptionally(unsent);
        }
        return acknowledged;
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
