package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/** The parts of all lists. */
@Repository
class KeyPersonParts {

    private static final Listing FIRST_DUE = Listing.sortedBy("due", "state");
    private static final Listing OVERDUE = Listing.sortedBy("due", "state", "overdue");
    private static final Listing OF_LIST = Listing.oldestFirst("list");
    private static final Listing FIRST_TO_WAKE = Listing.sortedBy("wakeAt", "ticking");

    private final Aggregates<KeyPersonPart> parts;
    private final Scope city;

    KeyPersonParts(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.parts = stores.of(KeyPersonPart.class, List.of(FIRST_DUE, OVERDUE, OF_LIST, FIRST_TO_WAKE));
        this.city = Scope.area(city);
    }

    Optional<KeyPersonPart> find(String id, Scope scope) {
        return parts.find(id, scope);
    }

    KeyPersonPart require(String id, Scope scope) {
        return parts.require(id, scope);
    }

    /** Makes a part where there is none yet. */
    void ensure(KeyPersonPart part) {
        if (parts.find(part.id(), Scope.everything()).isEmpty()) {
            try {
                parts.save(part);
            } catch (DuplicateKeyException madeByAnother) {
                // There it is: what was wanted.
            }
        }
    }

    KeyPersonPart act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<KeyPersonPart> act) {
        return parts.act(id, scope, key, act);
    }

    Page<KeyPersonPart> inState(KeyPersonPart.State state, boolean overdueOnly, Scope scope, PageRequest page) {
        return overdueOnly
                ? parts.page(OVERDUE, Map.of("state", state.name(), "overdue", true), scope, page)
                : parts.page(FIRST_DUE, Map.of("state", state.name()), scope, page);
    }

    Page<KeyPersonPart> ofList(String list, Scope scope, PageRequest page) {
        return parts.page(OF_LIST, Map.of("list", list), scope, page);
    }

    /** The ids of all parts of a list. */
    List<String> idsOfList(String list) {
        List<String> ids = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAXIMUM_LIMIT);
        while (true) {
            Page<KeyPersonPart> page = ofList(list, city, request);
            page.items().forEach(part -> ids.add(part.id()));
            String next = page.next();
            if (next == null) {
                return ids;
            }
            request = new PageRequest(PageRequest.MAXIMUM_LIMIT, Cursor.decode(next));
        }
    }

    /** The one whose clock is missed first. */
    Optional<KeyPersonPart> firstToWake() {
        return parts.first(FIRST_TO_WAKE, Map.of("ticking", true), city);
    }
}
