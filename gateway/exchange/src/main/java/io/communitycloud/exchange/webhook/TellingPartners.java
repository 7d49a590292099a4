package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Puts an event on its way to every webhook that wants it and may. */
@Service
class TellingPartners {

    /** What may be subscribed to. Facts of a bureau's own list go to that bureau alone. */
    static final Set<String> TYPES = new TreeSet<>(Set.of(
            "communitycloud.emergency.response-level-changed.v1",
            "communitycloud.emergency.key-person-list-accepted.v1",
            "communitycloud.emergency.key-person-list-distributed.v1",
            "communitycloud.emergency.key-person-list-answered.v1"));

    static final String TEST = "communitycloud.gateway.webhook-test.v1";

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final IdentityProperties identity;
    private final JsonMapper json;
    private final Clock clock;

    TellingPartners(
            Webhooks webhooks, Deliveries deliveries, IdentityProperties identity, JsonMapper json, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.identity = identity;
        this.json = json;
        this.clock = clock;
    }

    /** Tells every bureau. */
    void everybody(EventMeta event, Object facts) {
        tell(webhooks.wanting(event.type(), Scope.area(identity.city())), event, facts);
    }

    /** Tells the bureau that the facts are about. */
    void bureau(String bureau, EventMeta event, Object facts) {
        tell(webhooks.wanting(event.type(), Scope.of("bureau", bureau)), event, facts);
    }

    private void tell(List<Webhook> wanting, EventMeta event, Object facts) {
        String data = json.writeValueAsString(facts);
        for (Webhook webhook : wanting) {
            send(webhook, event.id(), event.type(), event.subject(), event.time(), data);
        }
    }

    /** Sends a webhook something to try itself with. */
    String test(Webhook webhook, String eventId) {
        send(webhook, eventId, TEST, webhook.id(), clock.instant(), "{}");
        return idOf(webhook, eventId);
    }

    private void send(Webhook webhook, String eventId, String type, String subject, Instant time, String data) {
        Instant now = clock.instant();
        deliveries.add(new Delivery(
                idOf(webhook, eventId),
                webhook.id(),
                webhook.scope(),
                eventId,
                type,
                subject,
                time,
                data,
                Delivery.State.PENDING,
                0,
                now,
                null,
                null,
                now));
    }

    /** The event first, so that ids sort by time. */
    private static String idOf(Webhook webhook, String eventId) {
        return eventId + "." + webhook.id();
    }
}
