package io.communitycloud.common.events.consumption;

import io.communitycloud.common.events.EventMeta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A CloudEvent as read from Kafka.
 *
 * @param data the JSON of its facts
 */
record ReceivedEvent(EventMeta meta, String data) {

    private static final String STRUCTURED = "application/cloudevents+json";

    /**
     * Reads a record in binary or structured mode.
     *
     * @throws MalformedEvent where it is neither
     */
    static ReceivedEvent of(ConsumerRecord<String, byte[]> read, ObjectMapper json) {
        byte[] value = read.value();
        if (value == null) {
            throw new MalformedEvent("the record has no value");
        }
        Map<String, String> headers = new HashMap<>();
        for (Header header : read.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        String body = new String(value, StandardCharsets.UTF_8);
        if (headers.getOrDefault("content-type", "").startsWith(STRUCTURED)) {
            return structured(read.topic(), body, json);
        }
        EventMeta meta = meta(read.topic(), name -> headers.get("ce_" + name));
        return new ReceivedEvent(meta, body);
    }

    private static ReceivedEvent structured(String topic, String body, ObjectMapper json) {
        try {
            JsonNode envelope = json.readTree(body);
            EventMeta meta = meta(topic, name -> {
                JsonNode attribute = envelope.get(name);
                return attribute == null || attribute.isNull() ? null : attribute.asString();
            });
            JsonNode encoded = envelope.get("data_base64");
            return new ReceivedEvent(
                    meta,
                    encoded == null
                            ? envelope.path("data").toString()
                            : new String(encoded.binaryValue(), StandardCharsets.UTF_8));
        } catch (tools.jackson.core.JacksonException malformed) {
            throw new MalformedEvent("the envelope is not JSON");
        }
    }

    private static EventMeta meta(String topic, Attributes attributes) {
        String id = attributes.required("id");
        String version = attributes.required("specversion");
        if (!version.equals("1.0")) {
            throw new MalformedEvent("the attribute specversion is " + version + ", not 1.0");
        }
        try {
            return new EventMeta(
                    id,
                    attributes.required("type"),
                    topic,
                    attributes.required("subject"),
                    Long.parseLong(attributes.orElse("sequence", "1")), // an entry is the only event of its own
                    time(attributes.required("time")),
                    attributes.orElse("correlationid", id),
                    attributes.get("causationid"));
        } catch (NumberFormatException malformed) {
            throw new MalformedEvent("the attribute sequence is not a number");
        } catch (java.time.format.DateTimeParseException malformed) {
            throw new MalformedEvent("the attribute time is not RFC 3339");
        }
    }

    private static Instant time(String value) {
        return OffsetDateTime.parse(value).toInstant();
    }

    @FunctionalInterface
    private interface Attributes {

        @Nullable
        String get(String name);

        default String required(String name) {
            String value = get(name);
            if (value == null || value.isEmpty()) {
                throw new MalformedEvent("the attribute " + name + " is missing");
            }
            return value;
        }

        default String orElse(String name, String otherwise) {
            String value = get(name);
            return value == null ? otherwise : value;
        }
    }

    /** The record is no CloudEvent: no retry will make it one. */
    static final class MalformedEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedEvent(String reason) {
            super(reason);
        }
    }
}
