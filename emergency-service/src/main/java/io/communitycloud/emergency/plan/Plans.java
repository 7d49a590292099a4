package io.communitycloud.emergency.plan;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/** The plans of the city and their versions. An area reads its own, those below and, to follow them, those above. */
@Repository
public class Plans {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing OF_AREA = Listing.newestFirst("area");
    private static final Listing BY_NUMBER = new Listing(List.of("plan"), "number", true);
    private static final Listing APPROVED = new Listing(List.of("plan", "status"), "number", true);

    private final Aggregates<Plan> plans;
    private final Aggregates<PlanVersion> versions;
    private final AreaTree areas;

    Plans(AggregateStores stores, AreaTree areas) {
        this.plans = stores.of(Plan.class, List.of(NEWEST, OF_AREA));
        this.versions = stores.of(PlanVersion.class, List.of(BY_NUMBER, APPROVED));
        this.areas = areas;
    }

    public Optional<Plan> find(String id, Scope scope) {
        return plans.find(id, scope);
    }

    public Plan require(String id, Scope scope) {
        return plans.require(id, scope);
    }

    /** One that the caller may read: of her area, below it, or above it. */
    Plan requireReadable(String id, Scope scope) {
        return plans.find(id, scope)
                .or(() -> plans.find(id, Scope.everything())
                        .filter(plan -> areas.path(scope.key()).contains(plan.area())))
                .orElseThrow(Refused::notFound);
    }

    /** Keeps a new plan with its first version; the version first, so that there is no plan that says nothing. */
    void begin(Plan plan, PlanVersion first) {
        try {
            versions.save(first);
        } catch (DuplicateKeyException writtenBefore) {
            // The plan itself was not: the first attempt ended in between, and its version is as good.
        }
        plans.save(plan);
    }

    /**
     * Keeps a new version.
     *
     * @throws Refused 409 where another was written at the same moment
     */
    void add(PlanVersion version) {
        try {
            versions.save(version);
        } catch (DuplicateKeyException another) {
            throw new Refused(PlanRefusal.Plain.DRAFT_OPEN);
        }
    }

    Optional<PlanVersion> version(Plan plan, int number) {
        return versions.find(PlanVersion.idOf(plan.id(), number), Scope.area(plan.area()));
    }

    /** When a version of a plan was written; nothing where there is none in the scope. */
    public Optional<Instant> writtenAt(String id, int number, Scope scope) {
        return plans.find(id, scope).flatMap(plan -> version(plan, number)).map(PlanVersion::createdAt);
    }

    PlanVersion requireVersion(Plan plan, int number) {
        return version(plan, number).orElseThrow(Refused::notFound);
    }

    /** The version in force. */
    public Optional<PlanVersion> inForce(Plan plan) {
        return versions.first(
                APPROVED,
                Map.of("plan", plan.id(), "status", PlanVersion.Status.APPROVED.name()),
                Scope.area(plan.area()));
    }

    /** The approved version before a number. */
    Optional<PlanVersion> approvedBefore(Plan plan, int number) {
        return versions
                .page(
                        APPROVED,
                        Map.of("plan", plan.id(), "status", PlanVersion.Status.APPROVED.name()),
                        Scope.area(plan.area()),
                        PageRequest.first(PageRequest.MAXIMUM_LIMIT))
                .items()
                .stream()
                .filter(version -> version.number() < number)
                .findFirst();
    }

    /** The one with the highest number. */
    Optional<PlanVersion> latest(Plan plan) {
        return versions.first(BY_NUMBER, Map.of("plan", plan.id()), Scope.area(plan.area()));
    }

    Page<PlanVersion> versions(Plan plan, PageRequest page) {
        return versions.page(BY_NUMBER, Map.of("plan", plan.id()), Scope.area(plan.area()), page);
    }

    PlanVersion change(Plan plan, int number, IfMatch seen, Consumer<PlanVersion> change) {
        return versions.change(PlanVersion.idOf(plan.id(), number), Scope.area(plan.area()), seen, change);
    }

    PlanVersion act(Plan plan, int number, @Nullable IdempotencyKey key, Consumer<PlanVersion> act) {
        return versions.act(PlanVersion.idOf(plan.id(), number), Scope.area(plan.area()), key, act);
    }

    Page<Plan> page(Scope scope, PageRequest page) {
        return plans.page(NEWEST, Map.of(), scope, page);
    }

    /** Those of one area itself. */
    Page<Plan> of(String area, PageRequest page) {
        return plans.page(OF_AREA, Map.of("area", area), Scope.area(area), page);
    }
}
