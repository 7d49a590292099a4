package io.communitycloud.team.mobilisation;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.team.team.Engagements;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The mobilisations of the city. */
@Repository
class Mobilisations implements Engagements {

    private static final String COLLECTION = "mobilisations";
    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing IN_STATE = Listing.newestFirst("status");
    private static final Listing OF_CAUSE = Listing.oldestFirst("cause");
    private static final Listing FIRST_DUE = Listing.sortedBy("due", "status");

    private final Aggregates<Mobilisation> mobilisations;
    private final MongoTemplate mongo;
    private final Scope city;

    Mobilisations(
            AggregateStores stores,
            Indexes indexes,
            MongoTemplate mongo,
            @Value("${cloud.city:310000000000}") String city) {
        this.mobilisations = stores.of(Mobilisation.class, List.of(NEWEST, IN_STATE, OF_CAUSE, FIRST_DUE));
        this.mongo = mongo;
        this.city = Scope.area(city);
        indexes.require(COLLECTION, Index.sparse("engagedTeams"));
    }

    Optional<Mobilisation> find(String id) {
        return mobilisations.find(id, Scope.everything());
    }

    Mobilisation require(String id, Scope scope) {
        return mobilisations.require(id, scope);
    }

    void save(Mobilisation mobilisation) {
        mobilisations.save(mobilisation);
    }

    /** Performs an act whose events are told under the same correlation as the call-out's. */
    void act(Mobilisation found, @Nullable IdempotencyKey key, Consumer<Mobilisation> act) {
        found.told().run(() -> mobilisations.act(found.id(), Scope.everything(), key, act));
    }

    Page<Mobilisation> page(@Nullable String cause, @Nullable MobilisationState state, Scope scope, PageRequest page) {
        if (cause != null) {
            return mobilisations.page(OF_CAUSE, Map.of("cause", cause), scope, page);
        }
        return state == null
                ? mobilisations.page(NEWEST, Map.of(), scope, page)
                : mobilisations.page(IN_STATE, Map.of("status", state.name()), scope, page);
    }

    /** What an activation led to; its steps are few. */
    List<Mobilisation> of(String cause) {
        return mobilisations
                .page(OF_CAUSE, Map.of("cause", cause), city, PageRequest.first(PageRequest.MAXIMUM_LIMIT))
                .items();
    }

    /** Those that are still calling, the first due before others. */
    List<Mobilisation> firstDue(int atMost) {
        return mobilisations
                .page(FIRST_DUE, Map.of("status", MobilisationState.CALLING.name()), city, PageRequest.first(atMost))
                .items();
    }

    @Override
    public boolean isEngaged(String teamId) {
        return !engaged(List.of(teamId), true, null).isEmpty();
    }

    /**
     * Which of some teams are engaged in a mobilisation.
     *
     * @param withExercises whether exercises count; a real call takes a team out of an exercise
     * @param except a mobilisation that does not count
     */
    Set<String> engaged(Collection<String> teamIds, boolean withExercises, @Nullable String except) {
        Set<String> engaged = new HashSet<>();
        for (Document found : mongo.getCollection(COLLECTION)
                .find(in("engagedTeams", teamIds))
                .projection(Projections.include("engagedTeams", "order.exercise"))) {
            boolean exercise = Boolean.TRUE.equals(found.getEmbedded(List.of("order", "exercise"), Boolean.class));
            if ((withExercises || !exercise) && !found.getString("_id").equals(except)) {
                engaged.addAll(found.getList("engagedTeams", String.class));
            }
        }
        engaged.retainAll(Set.copyOf(teamIds));
        return engaged;
    }
}
