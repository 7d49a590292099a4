package io.communitycloud.emergency.incident;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The incidents of the city; whatever happens to one is told under its id as correlation. */
@Repository
public class Incidents {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing IN_STATE = Listing.newestFirst("status");
    private static final Listing OF_TYPE = Listing.newestFirst("type");
    private static final Listing AT_LEVEL = Listing.newestFirst("level");
    private static final Listing FIRST_DUE = Listing.sortedBy("nextDue", "ticking");
    private static final Listing NEAR = Listing.newestFirst("near");

    private static final int MOST_NEAR = 200;

    private final Aggregates<Incident> incidents;
    private final Scope city;

    Incidents(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.incidents = stores.of(Incident.class, List.of(NEWEST, IN_STATE, OF_TYPE, AT_LEVEL, FIRST_DUE, NEAR));
        this.city = Scope.area(city);
    }

    public Optional<Incident> find(String id, Scope scope) {
        return incidents.find(id, scope);
    }

    public Incident require(String id, Scope scope) {
        return incidents.require(id, scope);
    }

    void save(Incident incident) {
        incident.cause().run(() -> incidents.save(incident));
    }

    Incident change(String id, Scope scope, IfMatch version, Consumer<Incident> change) {
        return under(incidents.require(id, scope), () -> incidents.change(id, scope, version, change));
    }

    public Incident act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Incident> act) {
        return under(incidents.require(id, scope), () -> incidents.act(id, scope, key, act));
    }

    Page<Incident> page(Scope scope, PageRequest page) {
        return incidents.page(NEWEST, Map.of(), scope, page);
    }

    Page<Incident> inState(IncidentState state, Scope scope, PageRequest page) {
        return incidents.page(IN_STATE, Map.of("status", state.name()), scope, page);
    }

    Page<Incident> ofType(String type, Scope scope, PageRequest page) {
        return incidents.page(OF_TYPE, Map.of("type", type), scope, page);
    }

    Page<Incident> atLevel(String level, Scope scope, PageRequest page) {
        return incidents.page(AT_LEVEL, Map.of("level", level), scope, page);
    }

    /** The one whose next deadline is over first. */
    Optional<Incident> firstDue() {
        return incidents.first(FIRST_DUE, Map.of("ticking", true), city);
    }

    /** Open reports that may be of the same thing, the nearest first. */
    List<Incident> like(Incident incident, Scope scope) {
        List<String> around = Nearness.around(incident.type(), incident.report());
        return around.isEmpty()
                ? List.of()
                : incidents.among(NEAR, around, scope, MOST_NEAR).stream()
                        .filter(other -> !other.id().equals(incident.id())
                                && !other.status().isOver()
                                && other.exercise() == incident.exercise()
                                && Nearness.near(incident.report(), other.report()))
                        .sorted(Comparator.comparingDouble(other -> Nearness.metres(incident.report(), other.report())))
                        .toList();
    }

    private static Incident under(Incident incident, java.util.function.Supplier<Incident> work) {
        AtomicReference<@Nullable Incident> done = new AtomicReference<>();
        incident.cause().run(() -> done.set(work.get()));
        Incident changed = done.get();
        return changed == null ? incident : changed;
    }
}
