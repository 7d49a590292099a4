package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.KeepsOpen;
import io.communitycloud.emergency.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The activations of all plans. */
@Repository
public class Activations implements KeepsOpen {

    private static final Listing OF_PLAN = Listing.newestFirst("plan");
    private static final Listing OF_INCIDENT = Listing.newestFirst("incident", "running");
    private static final Listing FIRST_DUE = Listing.sortedBy("nextDue", "running");

    private final Aggregates<Activation> activations;
    private final Scope city;

    Activations(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.activations = stores.of(Activation.class, List.of(OF_PLAN, OF_INCIDENT, FIRST_DUE));
        this.city = Scope.area(city);
    }

    public Optional<Activation> find(String id, Scope scope) {
        return activations.find(id, scope);
    }

    Activation require(String id, Scope scope) {
        return activations.require(id, scope);
    }

    void save(Activation activation) {
        activation.cause().run(() -> activations.save(activation));
    }

    Activation act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Activation> act) {
        Activation found = activations.require(id, scope);
        found.cause().run(() -> activations.act(id, scope, key, act));
        return activations.require(id, scope);
    }

    /** Lets an event answer a step of it; one that is not ours is let pass. */
    void answer(@Nullable String id, Consumer<Activation> answer) {
        if (id != null && activations.find(id, Scope.everything()).isPresent()) {
            act(id, Scope.everything(), null, answer);
        }
    }

    Page<Activation> of(Plan plan, PageRequest page) {
        return activations.page(OF_PLAN, Map.of("plan", plan.id()), Scope.area(plan.area()), page);
    }

    Optional<Activation> firstDue() {
        return activations.first(FIRST_DUE, Map.of("running", true), city);
    }

    /** An incident is not closed while a plan is active for it. */
    @Override
    public Optional<Refusal> against(Incident incident) {
        return activations
                .first(OF_INCIDENT, Map.of("incident", incident.id(), "running", true), city)
                .map(running -> ActivationRefusal.STILL_RUNNING);
    }
}
