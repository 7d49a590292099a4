package io.communitycloud.emergency.log;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.KeepsOpen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The logs of all incidents. */
@Repository
class IncidentLog implements KeepsOpen {

    private static final Listing OF_KIND = Listing.oldestFirst("incident", "kind");
    private static final Listing IN_STATUS = Listing.oldestFirst("incident", "status");

    private final Aggregates<LogEntry> entries;

    IncidentLog(AggregateStores stores) {
        this.entries = stores.of(LogEntry.class, List.of(OF_KIND, IN_STATUS));
    }

    Optional<LogEntry> find(String id, Scope scope) {
        return entries.find(id, scope);
    }

    /** Keeps a new entry and tells of it under its incident. */
    void add(Incident incident, LogEntry entry) {
        incident.cause().run(() -> entries.save(entry));
    }

    /** Acts on an entry of an incident; one of another incident is not found. */
    LogEntry act(Incident incident, String id, Scope scope, @Nullable IdempotencyKey key, Consumer<LogEntry> act) {
        if (!entries.require(id, scope).incident().equals(incident.id())) {
            throw Refused.notFound();
        }
        incident.cause().run(() -> entries.act(id, scope, key, act));
        return entries.require(id, scope);
    }

    Page<LogEntry> page(Incident incident, LogEntry.Kind kind, Scope scope, PageRequest page) {
        return entries.page(OF_KIND, Map.of("incident", incident.id(), "kind", kind.name()), scope, page);
    }

    /** An incident is not closed while something was added that nobody has looked at. */
    @Override
    public Optional<Refusal> against(Incident incident) {
        return entries.first(
                        IN_STATUS,
                        Map.of("incident", incident.id(), "status", LogEntry.Status.FORWARDED.name()),
                        Scope.area(incident.area()))
                .map(unread -> Refusal.of("addition-unread", Refusal.Kind.CONFLICT));
    }
}
