package io.communitycloud.notice.delivery;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.notice.Notice;
import io.communitycloud.notice.notice.Notices;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries over HTTP. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveryController {

    private final Deliveries deliveries;
    private final Notices notices;
    private final Recounts recounts;
    private final Clock clock;

    DeliveryController(Deliveries deliveries, Notices notices, Recounts recounts, Clock clock) {
        this.deliveries = deliveries;
        this.notices = notices;
        this.recounts = recounts;
        this.clock = clock;
    }

    /** The deliveries of the caller's area, or what was sent to her household; the newest notice first. */
    @GetMapping
    Page<DeliveryView> listDeliveries(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String notice,
            @RequestParam(required = false) @Nullable DeliveryState state,
            PageRequest page,
            Scope scope) {
        Page<Delivery> found = deliveries.page(notice, state, scope, page);
        Map<String, String> titles = titlesOf(found.items());
        return found.map(delivery -> DeliveryView.of(delivery, titles.getOrDefault(delivery.notice(), "")));
    }

    @GetMapping("/{id}")
    ResponseEntity<DeliveryView> readDelivery(@PathVariable String id, Scope scope) {
        Delivery delivery = deliveries.require(id, scope);
        return ResponseEntity.ok().eTag(etag(delivery)).body(view(delivery));
    }

    /** Records that the household has read it: she says so herself, or a worker who knocked at the door. */
    @PostMapping("/{id}/reads")
    ResponseEntity<DeliveryView> markDeliveryRead(@PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        Delivery before = deliveries.require(id, scope);
        recounts.mark(List.of(before.batch()));
        Delivery delivery = deliveries.act(id, scope, key, found -> found.read(clock.instant()));
        return ResponseEntity.created(URI.create("/api/v1/deliveries/" + id))
                .eTag(etag(delivery))
                .body(view(delivery));
    }

    private DeliveryView view(Delivery delivery) {
        return DeliveryView.of(delivery, titlesOf(List.of(delivery)).getOrDefault(delivery.notice(), ""));
    }

    private static String etag(Delivery delivery) {
        return Etags.of(delivery.version(), "full");
    }

    private Map<String, String> titlesOf(List<Delivery> shown) {
        Map<String, String> titles = new HashMap<>();
        List<String> ids = shown.stream().map(Delivery::notice).distinct().toList();
        for (Notice notice : notices.findAll(ids, Scope.everything())) {
            titles.put(notice.id(), notice.content().title());
        }
        return titles;
    }

    /**
     * A delivery as it is shown.
     *
     * @param reason why it failed, was suppressed or waits: no-contact, channel-away, carrier-away, no-receipt,
     *     contacts-away, quiet-hours, recalled, expired, exercise
     * @param due when it is tried, null where nothing is to be done
     */
    record DeliveryView(
            String id,
            String noticeId,
            String title,
            String area,
            String householdId,
            Channel channel,
            DeliveryState state,
            @Nullable String reason,
            int attempts,
            @Nullable Instant due,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            Instant createdAt,
            Instant updatedAt) {

        static DeliveryView of(Delivery delivery, String title) {
            return new DeliveryView(
                    delivery.id(),
                    delivery.notice(),
                    title,
                    delivery.area(),
                    delivery.household(),
                    delivery.channel(),
                    delivery.deliveryState(),
                    delivery.reason(),
                    delivery.attempts(),
                    delivery.due(),
                    delivery.sentAt(),
                    delivery.deliveredAt(),
                    delivery.readAt(),
                    delivery.createdAt(),
                    delivery.updatedAt());
        }
    }
}
