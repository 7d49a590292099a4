package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.emergency.quarantine.Overriding.Decision;
import io.communitycloud.emergency.quarantine.QuarantineOrder.OrderQuarantine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Quarantine orders over HTTP. */
@RestController
@RequestMapping("/api/v1/quarantine-orders")
class QuarantineController {

    private static final String PATH = "/api/v1/quarantine-orders/";

    private final QuarantineOrders orders;
    private final OrderingQuarantine ordering;
    private final QuarantinePolicies policies;
    private final Certificates certificates;
    private final Creations creations;
    private final AreaTree areas;
    private final Clock clock;

    QuarantineController(
            QuarantineOrders orders,
            OrderingQuarantine ordering,
            QuarantinePolicies policies,
            Certificates certificates,
            Creations creations,
            AreaTree areas,
            Clock clock) {
        this.orders = orders;
        this.ordering = ordering;
        this.policies = policies;
        this.certificates = certificates;
        this.creations = creations;
        this.areas = areas;
        this.clock = clock;
    }

    /** Orders a quarantine by the policy in force at the instant of arrival; its end is computed, never sent. */
    @PostMapping
    ResponseEntity<QuarantineOrderView> orderQuarantine(
            @Valid @RequestBody NewOrder body, @Nullable IdempotencyKey key, Scope scope, Caller caller) {
        OrderQuarantine command = body.command(caller.subject());
        QuarantineOrder order = creations.once(
                key,
                id -> orders.find(id, Scope.everything()),
                id -> ordering.order(id, body.residentId(), command, scope));
        return created(order, PATH + order.id());
    }

    @GetMapping("/{id}")
    ResponseEntity<QuarantineOrderView> readQuarantineOrder(@PathVariable String id, Scope scope) {
        QuarantineOrder order = orders.require(id, scope);
        return Etags.answer(QuarantineOrderView.of(order, policies), order.version(), "full");
    }

    /** The orders of the caller's scope, newest first; at most one of the filters besides the area. */
    @GetMapping
    Page<QuarantineOrderView> listQuarantineOrders(
            @RequestParam(required = false) @Nullable QuarantineStatus status,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String resident,
            @RequestParam(defaultValue = "false") boolean attention,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{12}") String area,
            PageRequest page,
            Scope scope) {
        Scope within = scope;
        if (area != null) {
            var _ = areas.scopeOf(area, "?area", scope);
            within = Scope.area(area);
        }
        if (resident != null && (status != null || attention)) {
            throw InvalidRequest.parameter("resident", "only-one-filter");
        }
        if (status != null && attention) {
            throw InvalidRequest.parameter("status", "only-one-filter");
        }
        Page<QuarantineOrder> found;
        if (resident != null) {
            found = orders.ofResident(resident, within, page);
        } else if (attention) {
            found = orders.callingAttention(within, page);
        } else if (status != null) {
            found = orders.inStatus(status, within, page);
        } else {
            found = orders.newest(within, page);
        }
        return found.map(order -> QuarantineOrderView.of(order, policies));
    }

    /** Records how and when the person was told of the order. */
    @PostMapping("/{id}/servings")
    ResponseEntity<QuarantineOrderView> serveQuarantine(
            @PathVariable String id,
            @Valid @RequestBody NewServing body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(
                id, key, scope, order -> order.serve(body.serving(caller.subject(), clock.instant()), clock.instant()));
    }

    /** Puts the end off, with a reason. */
    @PostMapping("/{id}/extensions")
    ResponseEntity<QuarantineOrderView> extendQuarantine(
            @PathVariable String id,
            @Valid @RequestBody Extension body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(
                id,
                key,
                scope,
                order -> order.extend(
                        body.until(),
                        body.reasonCode(),
                        body.reason(),
                        caller.subject(),
                        policies.monitoring(),
                        clock.instant()));
    }

    /** Brings the end forward, with a reason; where no end is named, the order is over at once. */
    @PostMapping("/{id}/shortenings")
    ResponseEntity<QuarantineOrderView> shortenQuarantine(
            @PathVariable String id,
            @Valid @RequestBody Shortening body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        Instant now = clock.instant();
        Instant until = body.until();
        return acted(
                id,
                key,
                scope,
                order -> order.shorten(
                        until == null ? now : until,
                        body.reasonCode(),
                        body.reason(),
                        caller.subject(),
                        policies.monitoring(),
                        now));
    }

    /** Asks for another end or kind than the policy gives, or for none at all; a second person decides. */
    @PostMapping("/{id}/overrides")
    ResponseEntity<QuarantineOrderView> requestQuarantineOverride(
            @PathVariable String id,
            @Valid @RequestBody NewOverride body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        Instant now = clock.instant();
        Overriding wanted = body.request(Ids.next(), caller.subject(), now);
        return acted(id, key, scope, order -> order.requestOverriding(wanted, policies.monitoring(), now));
    }

    /** Decides what somebody else asked for. */
    @PostMapping("/{id}/overrides/{override}/decisions")
    ResponseEntity<QuarantineOrderView> decideQuarantineOverride(
            @PathVariable String id,
            @PathVariable String override,
            @Valid @RequestBody OverrideDecision body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(
                id,
                key,
                scope,
                order -> order.decideOverriding(
                        override,
                        body.approved(),
                        body.remark(),
                        caller.subject(),
                        policies.monitoring(),
                        clock.instant()));
    }

    /** Records the result of a test; what it was is not shown again here. */
    @PostMapping("/{id}/tests")
    ResponseEntity<QuarantineOrderView> recordQuarantineTest(
            @PathVariable String id, @Valid @RequestBody NewTest body, @Nullable IdempotencyKey key, Scope scope) {
        return acted(
                id,
                key,
                scope,
                order -> order.test(
                        new TestResult(body.takenAt(), body.negative()), policies.monitoring(), clock.instant()));
    }

    /** Releases her with a signed certificate, once the order is over and all that is asked for is there. */
    @PostMapping("/{id}/releases")
    ResponseEntity<QuarantineOrderView> releaseFromQuarantine(
            @PathVariable String id, @Nullable IdempotencyKey key, Scope scope, Caller caller) {
        QuarantineOrder order = orders.act(
                id,
                scope,
                key,
                found -> found.release(
                        caller.subject(),
                        policies.require(found.policy()),
                        policies.monitoring(),
                        clock.instant(),
                        certificates));
        ordering.afterwards(order);
        return created(order, PATH + id + "/certificate");
    }

    private ResponseEntity<QuarantineOrderView> acted(
            String id, @Nullable IdempotencyKey key, Scope scope, Consumer<QuarantineOrder> act) {
        QuarantineOrder order = orders.act(id, scope, key, act);
        ordering.afterwards(order);
        return created(order, PATH + id);
    }

    private ResponseEntity<QuarantineOrderView> created(QuarantineOrder order, String location) {
        return ResponseEntity.created(URI.create(location))
                .eTag(Etags.of(order.version(), "full"))
                .body(QuarantineOrderView.of(order, policies));
    }

    /**
     * A quarantine to be ordered.
     *
     * @param conditions what is known to be so
     * @param kind only where the policy leaves a choice
     * @param legalBasis the document it is ordered by, where one is known
     */
    record NewOrder(
            @NotBlank @Size(max = 64) String residentId,
            @NotNull Origin origin,
            @NotNull Destination destination,
            @NotNull Instant arrivedAt,
            @Nullable Set<@NotNull Condition> conditions,
            @Nullable QuarantineKind kind,
            @Nullable @Size(min = 1, max = 200) String legalBasis,
            @Nullable Boolean exercise) {

        OrderQuarantine command(String by) {
            return new OrderQuarantine(
                    origin,
                    destination,
                    arrivedAt,
                    conditions == null ? Set.of() : conditions,
                    kind,
                    legalBasis,
                    Boolean.TRUE.equals(exercise),
                    by);
        }
    }

    /** @param at now where it is not said */
    record NewServing(@NotNull Serving.Way how, @Nullable Instant at) {

        Serving serving(String by, Instant now) {
            return new Serving(how, at == null ? now : at, by);
        }
    }

    record Extension(
            @NotNull Instant until,
            @NotNull ReasonCode reasonCode,
            @NotBlank @Size(max = 500) String reason) {}

    /** @param until now where it is not said */
    record Shortening(
            @Nullable Instant until,
            @NotNull ReasonCode reasonCode,
            @NotBlank @Size(max = 500) String reason) {}

    /** @param cancel whether the order is not to be at all */
    record NewOverride(
            @Nullable Instant until,
            @Nullable QuarantineKind kind,
            @Nullable Boolean cancel,
            @NotNull ReasonCode reasonCode,
            @NotBlank @Size(max = 500) String reason) {

        Overriding request(String id, String by, Instant now) {
            return new Overriding(
                    id,
                    until,
                    kind,
                    Boolean.TRUE.equals(cancel),
                    reasonCode,
                    reason,
                    by,
                    now,
                    Decision.PENDING,
                    null,
                    null,
                    null);
        }
    }

    record OverrideDecision(
            @NotNull Boolean approved,
            @Nullable @Size(max = 500) String remark) {}

    record NewTest(@NotNull Instant takenAt, @NotNull Boolean negative) {}
}
