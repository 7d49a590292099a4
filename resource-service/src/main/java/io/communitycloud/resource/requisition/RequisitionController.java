package io.communitycloud.resource.requisition;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.stock.TakingInStock;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Requisitions over HTTP. */
@RestController
@RequestMapping("/api/v1/requisitions")
class RequisitionController {

    private final Requisitions requisitions;
    private final FulfillingRequisitions fulfilling;
    private final TakingInStock stock;
    private final Creations creations;
    private final AreaTree areas;
    private final Clock clock;

    RequisitionController(
            Requisitions requisitions,
            FulfillingRequisitions fulfilling,
            TakingInStock stock,
            Creations creations,
            AreaTree areas,
            Clock clock) {
        this.requisitions = requisitions;
        this.fulfilling = fulfilling;
        this.stock = stock;
        this.creations = creations;
        this.areas = areas;
        this.clock = clock;
    }

    /** Asks an area above for goods. */
    @PostMapping
    ResponseEntity<RequisitionView> raiseRequisition(
            @Valid @RequestBody Request body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        List<Line> lines = lines(body.lines());
        List<String> path = areas.scopeOf(body.area(), "/area", scope);
        Requisition requisition = creations.once(key, id -> requisitions.find(id, Scope.everything()), id -> {
            Requisition raised =
                    Requisition.raise(id, body.area(), path, body.supplier(), lines, caller.subject(), clock.instant());
            requisitions.save(raised);
            return raised;
        });
        return ResponseEntity.created(URI.create("/api/v1/requisitions/" + requisition.id()))
                .eTag(etag(requisition))
                .body(RequisitionView.of(requisition));
    }

    @GetMapping("/{id}")
    ResponseEntity<RequisitionView> readRequisition(@PathVariable String id, Scope scope) {
        return answer(requisitions.require(id, scope));
    }

    /** Requisitions of the caller's area and below, the newest first. */
    @GetMapping
    Page<RequisitionView> listRequisitions(
            @RequestParam(required = false) Requisition.@Nullable State state, PageRequest page, Scope scope) {
        return requisitions.page(state, scope, page).map(RequisitionView::of);
    }

    /** Grants all or less of what was asked for, and sets it aside; where there is too little, the state says so. */
    @PostMapping("/{id}/approvals")
    ResponseEntity<RequisitionView> approveRequisition(
            @PathVariable String id,
            @Valid @RequestBody Approval body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Map<String, Integer> granted = new LinkedHashMap<>();
        if (body.lines() != null) {
            body.lines().forEach(line -> granted.merge(line.item(), line.quantity(), Math::addExact));
        }
        return go(id, scope, key, each -> {
            requireSupplier(each, scope);
            each.approve(granted, caller.subject());
        });
    }

    /** Grants nothing. */
    @PostMapping("/{id}/rejections")
    ResponseEntity<RequisitionView> rejectRequisition(
            @PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        return go(id, scope, key, each -> {
            requireSupplier(each, scope);
            each.reject();
        });
    }

    /** Sends what is set aside. */
    @PostMapping("/{id}/shipments")
    ResponseEntity<RequisitionView> shipRequisition(
            @PathVariable String id, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return go(id, scope, key, each -> {
            requireSupplier(each, scope);
            each.beginShipping(caller.subject());
        });
    }

    /** Counts what has arrived and takes it in as lots of the area that asked. */
    @PostMapping("/{id}/receipts")
    ResponseEntity<RequisitionView> receiveRequisition(
            @PathVariable String id,
            @Valid @RequestBody Arrival body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        for (Count each : body.goods()) {
            if (counted.put(each.stockId(), each.received()) != null) {
                throw new Refused(RequisitionRefusal.COUNT_INCOMPLETE);
            }
        }
        return go(id, scope, key, each -> {
            if (!scope.key().equals(each.area())) {
                throw new Refused(RequisitionRefusal.NOT_THE_RECEIVER);
            }
            each.beginReceiving(counted, body.place(), caller.subject());
        });
    }

    /** Settles what was counted otherwise than it was sent: nothing is overwritten, one of the two lots is put right. */
    @PostMapping("/{id}/settlements")
    ResponseEntity<RequisitionView> settleRequisition(
            @PathVariable String id,
            @Valid @RequestBody Settlement body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return go(id, scope, key, each -> {
            requireSupplier(each, scope);
            each.beginSettling(body.resolution(), caller.subject());
        });
    }

    /** Gives it up, before anything is sent; what is set aside is given back. */
    @PostMapping("/{id}/cancellations")
    ResponseEntity<RequisitionView> cancelRequisition(
            @PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        return go(id, scope, key, Requisition::beginCancelling);
    }

    private ResponseEntity<RequisitionView> go(
            String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Requisition> act) {
        return answer(fulfilling.go(requisitions.act(id, scope, key, act)));
    }

    private static void requireSupplier(Requisition requisition, Scope scope) {
        if (!scope.key().equals(requisition.supplier())) {
            throw new Refused(RequisitionRefusal.NOT_THE_SUPPLIER);
        }
    }

    private List<Line> lines(List<Wanted> wanted) {
        Map<String, Integer> sums = new LinkedHashMap<>();
        for (int line = 0; line < wanted.size(); line++) {
            Wanted each = wanted.get(line);
            if (!stock.knows(each.item())) {
                throw InvalidRequest.field("/lines/" + line + "/item", "unknown-item");
            }
            sums.merge(each.item(), each.quantity(), Math::addExact);
        }
        return sums.entrySet().stream()
                .map(each -> new Line(each.getKey(), each.getValue(), each.getValue()))
                .toList();
    }

    private static ResponseEntity<RequisitionView> answer(Requisition requisition) {
        return ResponseEntity.ok().eTag(etag(requisition)).body(RequisitionView.of(requisition));
    }

    private static String etag(Requisition requisition) {
        return Etags.of(requisition.version(), "full");
    }

    /**
     * What is asked for.
     *
     * @param supplier the area above that is asked
     */
    record Request(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotNull @Pattern(regexp = "[0-9]{12}") String supplier,
            @NotEmpty @Size(max = 40) List<@NotNull @Valid Wanted> lines) {}

    /** An item and how much of it. */
    record Wanted(
            @NotBlank @Size(max = 40) String item,
            @Min(1) @Max(1_000_000) int quantity) {}

    /** What is granted; left out: all that was asked for. An item that is left out of it is granted none of. */
    record Approval(@Nullable @Size(max = 40) List<@NotNull @Valid Wanted> lines) {}

    /** What has arrived, lot by lot, and where it is put. */
    record Arrival(
            @NotBlank @Size(max = 64) String place,
            @NotEmpty @Size(max = 200) List<@NotNull @Valid Count> goods) {}

    /** What was counted of a lot. */
    record Count(
            @NotBlank @Size(max = 64) String stockId,
            @Min(0) @Max(1_000_000) int received) {}

    /** How a difference is settled. */
    record Settlement(@NotNull Resolution resolution) {}

    /**
     * A requisition as it is shown.
     *
     * @param shortOf the item of which there was too little at the last approval
     */
    record RequisitionView(
            String id,
            String area,
            String supplier,
            Requisition.State state,
            List<Line> lines,
            @Nullable String shortOf,
            List<Goods> goods,
            @Nullable Resolution resolution,
            Instant createdAt,
            Instant updatedAt) {

        static RequisitionView of(Requisition requisition) {
            return new RequisitionView(
                    requisition.id(),
                    requisition.area(),
                    requisition.supplier(),
                    requisition.progress(),
                    requisition.lines(),
                    requisition.shortOf(),
                    requisition.goods(),
                    requisition.resolution(),
                    requisition.createdAt(),
                    requisition.updatedAt());
        }
    }
}
