package io.communitycloud.notice.notice;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The notices of the city. */
@Repository
public class Notices {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing IN_STATE = Listing.newestFirst("status");
    private static final Listing FIRST_TO_END = Listing.sortedBy("expiresAt", "status");
    private static final Listing OF_ACTIVATION = Listing.oldestFirst("activation", "status");
    private static final Listing WITH_WORK = Listing.oldestFirst("work");

    private final Aggregates<Notice> notices;
    private final Scope city;

    Notices(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.notices = stores.of(Notice.class, List.of(NEWEST, IN_STATE, FIRST_TO_END, OF_ACTIVATION, WITH_WORK));
        this.city = Scope.area(city);
    }

    public Optional<Notice> find(String id, Scope scope) {
        return notices.find(id, scope);
    }

    public Notice require(String id, Scope scope) {
        return notices.require(id, scope);
    }

    /** Several at once; at most 200. */
    public List<Notice> findAll(List<String> ids, Scope scope) {
        return notices.findAll(ids, scope);
    }

    void save(Notice notice) {
        notices.save(notice);
    }

    Notice change(String id, Scope scope, IfMatch version, Consumer<Notice> change) {
        return notices.change(id, scope, version, change);
    }

    Notice act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Notice> act) {
        return notices.act(id, scope, key, act);
    }

    /** As the background does it, which belongs to the whole city. */
    public Notice act(String id, Consumer<Notice> act) {
        return notices.act(id, Scope.everything(), act);
    }

    Page<Notice> page(@Nullable NoticeState state, Scope scope, PageRequest page) {
        return state == null
                ? notices.page(NEWEST, Map.of(), scope, page)
                : notices.page(IN_STATE, Map.of("status", state.name()), scope, page);
    }

    /** The published notice whose time is over first. */
    Optional<Notice> firstToEnd() {
        return notices.first(FIRST_TO_END, Map.of("status", NoticeState.PUBLISHED.name()), city);
    }

    /** The published notices that an activation asked for: a plan has 20 at most. */
    List<Notice> running(String activation) {
        return notices.page(
                        OF_ACTIVATION,
                        Map.of("activation", activation, "status", NoticeState.PUBLISHED.name()),
                        city,
                        PageRequest.first(PageRequest.MAXIMUM_LIMIT))
                .items();
    }

    /** The notices that the background has something to do for, oldest first. */
    public List<Notice> withWork(Work work, int atMost) {
        return notices.page(WITH_WORK, Map.of("work", work.name()), city, PageRequest.first(atMost))
                .items();
    }
}
