package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import io.communitycloud.common.signatures.KeyFile;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks over HTTP. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Targets targets;
    private final TellingPartners telling;
    private final KeyFile key;
    private final Creations creations;
    private final IdentityProperties identity;
    private final Clock clock;

    WebhookController(
            Webhooks webhooks,
            Deliveries deliveries,
            Targets targets,
            TellingPartners telling,
            KeyFile key,
            Creations creations,
            IdentityProperties identity,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.targets = targets;
        this.telling = telling;
        this.key = key;
        this.creations = creations;
        this.identity = identity;
        this.clock = clock;
    }

    /** Subscribes an address of the bureau's to events. It must be https, have a name, and lie in the open internet. */
    @PostMapping
    ResponseEntity<WebhookView> subscribeWebhook(
            @Valid @RequestBody Subscription body, @Nullable IdempotencyKey idempotency, Caller caller, Scope scope) {
        if (!TellingPartners.TYPES.containsAll(body.events())) {
            throw InvalidRequest.field("/events", "unknown-code");
        }
        targets.refusal(body.url()).ifPresent(because -> {
            throw new Refused(new WebhookRefusal.TargetRefused(because));
        });
        String bureau = Objects.requireNonNull(caller.bureau());
        Webhook webhook = creations.once(idempotency, id -> webhooks.find(id, Scope.everything()), id -> {
            Webhook subscribed =
                    Webhook.subscribe(id, identity.city(), bureau, body.url(), body.events(), clock.instant());
            webhooks.save(subscribed);
            return subscribed;
        });
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + webhook.id()))
                .eTag(Etags.of(webhook.version(), "full"))
                .body(WebhookView.of(webhook));
    }

    @GetMapping
    Page<WebhookView> listWebhooks(PageRequest page, Scope scope) {
        return webhooks.page(scope, page).map(WebhookView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<WebhookView> readWebhook(@PathVariable String id, Scope scope) {
        return answer(webhooks.require(id, scope));
    }

    /** Lets deliveries gather and wait. */
    @PostMapping("/{id}/pauses")
    ResponseEntity<WebhookView> pauseWebhook(
            @PathVariable String id, @Nullable IdempotencyKey idempotency, Scope scope) {
        return answer(webhooks.act(id, scope, idempotency, Webhook::pause));
    }

    /** Goes on with what has gathered. */
    @PostMapping("/{id}/resumptions")
    ResponseEntity<WebhookView> resumeWebhook(
            @PathVariable String id, @Nullable IdempotencyKey idempotency, Scope scope) {
        return answer(webhooks.act(id, scope, idempotency, Webhook::resume));
    }

    /** Takes the webhook out; what was not delivered is not delivered any more. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> removeWebhook(@PathVariable String id, IfMatch version, Scope scope) {
        webhooks.change(id, scope, version, Webhook::remove);
        return ResponseEntity.noContent().build();
    }

    /** Sends an event without content, so that a receiver can be tried. */
    @PostMapping("/{id}/tests")
    ResponseEntity<Started> testWebhook(@PathVariable String id, Scope scope) {
        Webhook webhook = webhooks.require(id, scope);
        String delivery = telling.test(webhook, Ids.next());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/webhooks/" + id + "/deliveries"))
                .body(new Started(List.of(delivery), 1));
    }

    /** What was sent to a webhook or is to be, the newest event first; {@code DEAD} are those given up. */
    @GetMapping("/{id}/deliveries")
    Page<DeliveryView> listWebhookDeliveries(
            @PathVariable String id,
            @RequestParam(required = false) Delivery.@Nullable State state,
            PageRequest page,
            Scope scope) {
        return deliveries.page(id, state, scope, page).map(DeliveryView::of);
    }

    /** Sends again what was delivered or given up: one delivery, or those of a time. Who asked and why is kept. */
    @PostMapping("/{id}/replays")
    ResponseEntity<Started> replayWebhook(
            @PathVariable String id, @Valid @RequestBody ReplayRequest body, Caller caller, Scope scope) {
        if (body.delivery() == null && body.from() == null) {
            throw InvalidRequest.field("/from", "required");
        }
        webhooks.require(id, scope);
        long count = deliveries.replayable(id, body.delivery(), body.from(), body.to());
        // On record first: what was sent again without a trace could not be accounted for.
        webhooks.act(
                id,
                scope,
                null,
                webhook -> webhook.replayed(new Webhook.Replay(
                        caller.subject(),
                        body.reason(),
                        clock.instant(),
                        body.delivery(),
                        body.from(),
                        body.to(),
                        count)));
        deliveries.replay(id, body.delivery(), body.from(), body.to(), clock.instant());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/webhooks/" + id + "/deliveries"))
                .body(new Started(body.delivery() == null ? List.of() : List.of(body.delivery()), count));
    }

    /** The types of events that can be subscribed to; their documents are below {@code /asyncapi}. */
    @GetMapping("/event-types")
    EventTypes listWebhookEventTypes() {
        return new EventTypes(List.copyOf(TellingPartners.TYPES));
    }

    /** The keys with which receivers verify that a call is the platform's. */
    @GetMapping("/keys")
    Keys listWebhookKeys() {
        return new Keys(List.of(new KeyView(
                key.id(),
                key.published().algorithm().identifier(),
                key.published().spki())));
    }

    private static ResponseEntity<WebhookView> answer(Webhook webhook) {
        return Etags.answer(WebhookView.of(webhook), webhook.version(), "full");
    }

    /** What to call, and when. */
    record Subscription(
            @NotBlank @Size(max = 2_000) String url,
            @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 200) String> events) {}

    /** Which deliveries to send again: one, or those of events from a time to another. */
    record ReplayRequest(
            @NotBlank @Size(max = 500) String reason,
            @Nullable @Size(max = 100) String delivery,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** What was put on its way. */
    record Started(List<String> deliveries, long count) {}

    /** Types of events. */
    record EventTypes(List<String> items) {}

    /** Public keys. */
    record Keys(List<KeyView> items) {}

    /** A public key, SubjectPublicKeyInfo in base64. */
    record KeyView(String keyId, String algorithm, String publicKey) {}

    /** A webhook as it is shown, with who had deliveries sent again. */
    record WebhookView(
            String id,
            String bureau,
            String url,
            List<String> events,
            WebhookState state,
            List<Webhook.Replay> replays,
            Instant createdAt,
            Instant updatedAt) {

        static WebhookView of(Webhook webhook) {
            return new WebhookView(
                    webhook.id(),
                    webhook.bureau(),
                    webhook.url(),
                    webhook.events(),
                    webhook.webhookState(),
                    webhook.replays(),
                    webhook.createdAt(),
                    webhook.updatedAt());
        }
    }

    /** A delivery as it is shown. */
    record DeliveryView(
            String id,
            String eventId,
            String type,
            String subject,
            Instant time,
            Delivery.State state,
            int attempts,
            @Nullable Instant dueAt,
            @Nullable Integer lastStatus,
            @Nullable String lastFault,
            Instant updatedAt) {

        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.id(),
                    delivery.eventId(),
                    delivery.type(),
                    delivery.subject(),
                    delivery.time(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.dueAt(),
                    delivery.lastStatus(),
                    delivery.lastFault(),
                    delivery.updatedAt());
        }
    }
}
