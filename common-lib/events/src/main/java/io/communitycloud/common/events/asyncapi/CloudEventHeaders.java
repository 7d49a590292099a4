package io.communitycloud.common.events.asyncapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every event's headers say: CloudEvents 1.0 in Kafka's binary mode, with the platform's extensions. */
final class CloudEventHeaders {

    /** The message trait all messages share. */
    static final Map<String, Object> TRAIT = AsyncApi.ordered(
            "contentType",
            "application/json",
            "headers",
            AsyncApi.ordered(
                    "type",
                    "object",
                    "required",
                    List.of("ce_id", "ce_source", "ce_specversion", "ce_type", "ce_time", "ce_subject", "content-type"),
                    "properties",
                    properties()),
            "bindings",
            Map.of(
                    "kafka",
                    AsyncApi.ordered(
                            "key",
                            text("The id of the aggregate: its events are in order, others' are not.", "string"),
                            "bindingVersion",
                            "0.5.0")));

    private CloudEventHeaders() {}

    private static Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("ce_id", text("ULID of the event; the same event may come twice.", "string"));
        properties.put("ce_source", text("The service that sent it, such as /resident-service.", "string"));
        properties.put("ce_specversion", AsyncApi.ordered("type", "string", "const", "1.0"));
        properties.put("ce_type", text("The event's type with its major version.", "string"));
        properties.put("ce_time", AsyncApi.ordered("type", "string", "format", "date-time"));
        properties.put("ce_subject", text("The id of the aggregate.", "string"));
        properties.put("ce_dataschema", text("Where the sample of this type lies.", "string"));
        properties.put(
                "ce_sequence", text("Number of the event in its aggregate's life, from 1, without gaps.", "string"));
        properties.put("ce_partitionkey", text("The record's key again.", "string"));
        properties.put("ce_correlationid", text("What all events of one undertaking share.", "string"));
        properties.put("ce_causationid", text("The id of the event this one follows from.", "string"));
        properties.put("traceparent", text("W3C trace context.", "string"));
        properties.put("content-type", AsyncApi.ordered("type", "string", "const", "application/json"));
        return properties;
    }

    private static Map<String, Object> text(String description, String type) {
        return AsyncApi.ordered("type", type, "description", description);
    }
}
