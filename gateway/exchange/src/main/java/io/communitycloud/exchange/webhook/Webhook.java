package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.webhook.WebhookEvent.WebhookChanged;
import io.communitycloud.exchange.webhook.WebhookEvent.WebhookReplayed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** An address of a bureau's that is called when certain things happen. */
@AggregateRoot(collection = "webhooks", topic = "gateway.webhooks.v1")
final class Webhook extends Aggregate {

    private static final int REPLAYS_SHOWN = 50;

    private final String bureau;
    private final String url;
    private final List<String> events;
    private WebhookState state = WebhookState.ACTIVE;
    private List<Replay> replays = List.of();

    @PersistenceCreator
    Webhook(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String bureau,
            String url,
            List<String> events) {
        super(id, area, scope, createdAt);
        this.bureau = bureau;
        this.url = url;
        this.events = List.copyOf(events);
    }

    /** Subscribes a bureau's address to events. */
    static Webhook subscribe(String id, String city, String bureau, String url, List<String> events, Instant now) {
        Webhook webhook = new Webhook(id, city, List.of(city, "bureau:" + bureau), now, bureau, url, events);
        webhook.register(webhook.state());
        return webhook;
    }

    void pause() {
        become(WebhookState.ACTIVE, WebhookState.PAUSED);
    }

    void resume() {
        become(WebhookState.PAUSED, WebhookState.ACTIVE);
    }

    /** Takes the address out for good; what was not delivered is not delivered any more. */
    void remove() {
        if (state != WebhookState.REMOVED) {
            state = WebhookState.REMOVED;
            register(state());
        }
    }

    private void become(WebhookState from, WebhookState to) {
        if (state != from) {
            throw new Refused(new WebhookRefusal.WrongState());
        }
        state = to;
        register(state());
    }

    /** Keeps on record that deliveries are sent again. */
    void replayed(Replay replay) {
        if (state == WebhookState.REMOVED) {
            throw new Refused(new WebhookRefusal.WrongState());
        }
        List<Replay> all = new ArrayList<>(replays);
        all.add(replay);
        replays = List.copyOf(all.subList(Math.max(0, all.size() - REPLAYS_SHOWN), all.size()));
        register(new WebhookReplayed(
                id(),
                area(),
                replay.by(),
                replay.reason(),
                replay.delivery(),
                replay.from(),
                replay.to(),
                replay.deliveries()));
    }

    /** Who had deliveries sent again, why, and which: one by its id, or those of a time. */
    record Replay(
            String by,
            String reason,
            Instant at,
            @Nullable String delivery,
            @Nullable Instant from,
            @Nullable Instant to,
            long deliveries) {}

    boolean wants(String eventType) {
        return state != WebhookState.REMOVED && events.contains(eventType);
    }

    @Override
    public DomainEvent state() {
        return new WebhookChanged(id(), area(), bureau, events, state);
    }

    String bureau() {
        return bureau;
    }

    String url() {
        return url;
    }

    List<String> events() {
        return events;
    }

    WebhookState webhookState() {
        return state;
    }

    List<Replay> replays() {
        return replays;
    }
}
