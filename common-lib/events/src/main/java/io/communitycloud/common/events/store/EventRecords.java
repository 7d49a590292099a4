package io.communitycloud.common.events.store;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.common.events.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** Turns the events an aggregate registered into the entries of its outbox, with everything the relay needs later. */
public final class EventRecords {

    private final ObjectMapper json;
    private final Supplier<@Nullable String> traceparent;

    /** @param traceparent the W3C trace context of the work in progress, or null outside a trace */
    public EventRecords(ObjectMapper json, Supplier<@Nullable String> traceparent) {
        this.json = json;
        this.traceparent = traceparent;
    }

    /** The entries for the registered events, numbered from the aggregate's sequence on. */
    List<Document> of(Aggregate aggregate, Instant now) {
        List<Document> entries = new ArrayList<>();
        Cause cause = Cause.current();
        String correlation = cause == null ? null : cause.correlationId();
        String trace = traceparent.get();
        long sequence = aggregate.sequence();
        for (DomainEvent event : aggregate.registeredEvents()) {
            sequence++;
            Document entry = entry(event, sequence, now);
            if (correlation == null) {
                correlation = entry.getString("id");
            }
            entry.append("correlationId", correlation);
            if (cause != null && cause.causationId() != null) {
                entry.append("causationId", cause.causationId());
            }
            if (trace != null) {
                entry.append("traceparent", trace);
            }
            entries.add(entry);
        }
        return entries;
    }

    /** The entry for an aggregate's whole state at its current sequence, for a republication. */
    public Document ofState(Aggregate aggregate, Instant now) {
        Document entry = entry(aggregate.state(), aggregate.sequence(), now);
        return entry.append("correlationId", entry.getString("id"));
    }

    private Document entry(DomainEvent event, long sequence, Instant now) {
        return new Document("id", Ids.next())
                .append("type", typeOf(event))
                .append("sequence", sequence)
                .append("time", Date.from(now))
                .append("data", json.writeValueAsString(event));
    }

    private static String typeOf(DomainEvent event) {
        EventType type = event.getClass().getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalStateException(event.getClass().getName() + " lacks @EventType, so nobody could read it");
        }
        return type.value();
    }
}
