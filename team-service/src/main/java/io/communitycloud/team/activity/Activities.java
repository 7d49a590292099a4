package io.communitycloud.team.activity;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** What the teams of the city did. */
@Repository
class Activities {

    private static final Listing OF_TEAM = new Listing(List.of("team"), "on", true);

    private final Aggregates<Activity> activities;

    Activities(AggregateStores stores) {
        this.activities = stores.of(Activity.class, List.of(OF_TEAM));
    }

    Optional<Activity> find(String id) {
        return activities.find(id, Scope.everything());
    }

    void save(Activity activity) {
        activities.save(activity);
    }

    /** What a team did, latest day first. */
    Page<Activity> of(String team, Scope scope, PageRequest page) {
        return activities.page(OF_TEAM, Map.of("team", team), scope, page);
    }
}
