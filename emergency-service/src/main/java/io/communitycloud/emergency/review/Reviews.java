package io.communitycloud.emergency.review;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.incident.Incident;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The reviews of all incidents. */
@Repository
class Reviews {

    private static final Listing OF_INCIDENT = Listing.newestFirst("incident");
    private static final Listing UNFINISHED = Listing.newestFirst("incident", "finished");

    private final Aggregates<Review> reviews;

    Reviews(AggregateStores stores) {
        this.reviews = stores.of(Review.class, List.of(OF_INCIDENT, UNFINISHED));
    }

    Optional<Review> find(String id, Scope scope) {
        return reviews.find(id, scope);
    }

    /** One of an incident; that of another is not found. */
    Review require(Incident incident, String id, Scope scope) {
        return reviews.find(id, scope)
                .filter(review -> review.incident().equals(incident.id()))
                .orElseThrow(Refused::notFound);
    }

    boolean hasUnfinished(Incident incident, Scope scope) {
        return reviews.first(UNFINISHED, Map.of("incident", incident.id(), "finished", false), scope)
                .isPresent();
    }

    void save(Review review) {
        review.cause().run(() -> reviews.save(review));
    }

    Review act(Review review, Scope scope, @Nullable IdempotencyKey key, Consumer<Review> act) {
        review.cause().run(() -> reviews.act(review.id(), scope, key, act));
        return reviews.require(review.id(), scope);
    }

    Page<Review> of(Incident incident, Scope scope, PageRequest page) {
        return reviews.page(OF_INCIDENT, Map.of("incident", incident.id()), scope, page);
    }
}
