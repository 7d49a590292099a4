package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The lists that bureaus pushed. */
@Repository
class KeyPersonLists {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing IN_STATE = Listing.oldestFirst("state");

    private final Aggregates<KeyPersonList> lists;
    private final Scope city;

    KeyPersonLists(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.lists = stores.of(KeyPersonList.class, List.of(NEWEST, IN_STATE));
        this.city = Scope.area(city);
    }

    /** The code of the city, to which a list belongs. */
    String city() {
        return city.key();
    }

    Optional<KeyPersonList> find(String id, Scope scope) {
        return lists.find(id, scope);
    }

    KeyPersonList require(String id, Scope scope) {
        return lists.require(id, scope);
    }

    void save(KeyPersonList list) {
        lists.save(list);
    }

    /** As the background does it, which belongs to the whole city. */
    KeyPersonList act(String id, Consumer<KeyPersonList> act) {
        return lists.act(id, Scope.everything(), act);
    }

    Page<KeyPersonList> page(KeyPersonList.@Nullable State state, Scope scope, PageRequest page) {
        return state == null
                ? lists.page(NEWEST, Map.of(), scope, page)
                : lists.page(IN_STATE, Map.of("state", state.name()), scope, page);
    }

    /** The oldest list whose people are not all handed out. */
    Optional<KeyPersonList> firstToDistribute() {
        return lists.first(IN_STATE, Map.of("state", KeyPersonList.State.DISTRIBUTING.name()), city);
    }
}
