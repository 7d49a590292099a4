package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What households under quarantine are brought, over HTTP; it is read with the order. */
@RestController
@RequestMapping("/api/v1/quarantine-orders/{id}/supplies")
class SupplyController {

    private final QuarantineOrders orders;
    private final OrderingQuarantine ordering;
    private final QuarantinePolicies policies;
    private final Clock clock;

    SupplyController(QuarantineOrders orders, OrderingQuarantine ordering, QuarantinePolicies policies, Clock clock) {
        this.orders = orders;
        this.ordering = ordering;
        this.policies = policies;
        this.clock = clock;
    }

    /** Asks for goods; the stock of her area, or of one above it, answers within moments. */
    @PostMapping
    ResponseEntity<QuarantineOrderView> requestQuarantineSupply(
            @PathVariable String id,
            @Valid @RequestBody NewSupply body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(
                id,
                key,
                scope,
                order -> order.askForSupply(
                        Supply.asked(Ids.next(), body.item(), body.quantity(), caller.subject(), clock.instant()),
                        policies.monitoring(),
                        clock.instant()));
    }

    /** Records that goods were brought to the door; they leave the stock. */
    @PostMapping("/{supplyId}/deliveries")
    ResponseEntity<QuarantineOrderView> deliverQuarantineSupply(
            @PathVariable String id,
            @PathVariable String supplyId,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(
                id,
                key,
                scope,
                order -> order.deliverSupply(supplyId, caller.subject(), policies.monitoring(), clock.instant()));
    }

    /** Records that goods came; by somebody else than who brought them. */
    @PostMapping("/{supplyId}/confirmations")
    ResponseEntity<QuarantineOrderView> confirmQuarantineSupply(
            @PathVariable String id,
            @PathVariable String supplyId,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(id, key, scope, order -> order.confirmSupply(supplyId, caller.subject(), clock.instant()));
    }

    private ResponseEntity<QuarantineOrderView> acted(
            String id, @Nullable IdempotencyKey key, Scope scope, Consumer<QuarantineOrder> act) {
        QuarantineOrder order = orders.act(id, scope, key, act);
        ordering.afterwards(order);
        return ResponseEntity.created(URI.create("/api/v1/quarantine-orders/" + id))
                .eTag(Etags.of(order.version(), "full"))
                .body(QuarantineOrderView.of(order, policies));
    }

    /** @param item as the stock names it, such as {@code family_pack} */
    record NewSupply(
            @NotNull @Pattern(regexp = "[a-z0-9_]{1,40}") String item,
            @NotNull @Min(1) @Max(1_000) Integer quantity) {}
}
