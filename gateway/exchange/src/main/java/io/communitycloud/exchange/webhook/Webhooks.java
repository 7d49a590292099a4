package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The webhooks of all bureaus. */
@Repository
class Webhooks {

    private static final Listing ALL = Listing.oldestFirst();

    private final Aggregates<Webhook> webhooks;

    Webhooks(AggregateStores stores) {
        this.webhooks = stores.of(Webhook.class, List.of(ALL));
    }

    Optional<Webhook> find(String id, Scope scope) {
        return webhooks.find(id, scope);
    }

    Webhook require(String id, Scope scope) {
        return webhooks.require(id, scope);
    }

    void save(Webhook webhook) {
        webhooks.save(webhook);
    }

    Webhook act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Webhook> act) {
        return webhooks.act(id, scope, key, act);
    }

    Webhook change(String id, Scope scope, IfMatch version, Consumer<Webhook> change) {
        return webhooks.change(id, scope, version, change);
    }

    Page<Webhook> page(Scope scope, PageRequest page) {
        return webhooks.page(ALL, Map.of(), scope, page);
    }

    /** Those that want a type of event, all of them: bureaus are few. */
    List<Webhook> wanting(String eventType, Scope scope) {
        List<Webhook> wanting = new ArrayList<>();
        String next = null;
        do {
            Cursor cursor = next == null ? null : Cursor.decode(next);
            Page<Webhook> page = page(scope, new PageRequest(PageRequest.MAXIMUM_LIMIT, cursor));
            page.items().stream().filter(webhook -> webhook.wants(eventType)).forEach(wanting::add);
            next = page.next();
        } while (next != null);
        return wanting;
    }
}
