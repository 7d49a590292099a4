package io.communitycloud.emergency.transfer;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.quarantine.Destination;
import io.communitycloud.emergency.quarantine.TransferringQuarantined;
import io.communitycloud.emergency.transfer.Passenger.ExceptionCode;
import io.communitycloud.emergency.transfer.PlanningTransfers.PlanTransfer;
import io.communitycloud.emergency.transfer.SortingPoints.Province;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Transfers over HTTP, for both sides: the city sends, the province signs. */
@RestController
@RequestMapping("/api/v1/transfers")
class TransferController {

    private static final String PATH = "/api/v1/transfers/";
    private static final Set<String> OF_THE_CITY = Set.of("district-operator", "city-operator");

    private final Transfers transfers;
    private final PlanningTransfers planning;
    private final SettlingTransfers settling;
    private final TransferringQuarantined transferring;
    private final SortingPoints points;
    private final Creations creations;
    private final Clock clock;

    TransferController(
            Transfers transfers,
            PlanningTransfers planning,
            SettlingTransfers settling,
            TransferringQuarantined transferring,
            SortingPoints points,
            Creations creations,
            Clock clock) {
        this.transfers = transfers;
        this.planning = planning;
        this.settling = settling;
        this.transferring = transferring;
        this.points = points;
        this.creations = creations;
        this.clock = clock;
    }

    /** The 19 points to which those who arrive are sorted. */
    @GetMapping("/sorting-points")
    SortingPointList listSortingPoints() {
        return new SortingPointList(points.all());
    }

    /** Makes a manifest; the province sees it from then on. */
    @PostMapping
    ResponseEntity<TransferView> planTransfer(
            @Valid @RequestBody NewTransfer body, @Nullable IdempotencyKey key, Scope scope, Caller caller) {
        PlanTransfer command = body.command(caller.subject());
        Transfer transfer = creations.once(
                key, id -> transfers.find(id, Scope.everything()), id -> planning.plan(id, command, scope));
        return created(transfer);
    }

    @GetMapping("/{id}")
    ResponseEntity<TransferView> readTransfer(@PathVariable String id, Scope scope, Caller caller) {
        Transfer transfer = transfers.require(id, within(scope, caller));
        return Etags.answer(TransferView.of(transfer), transfer.version(), "full");
    }

    /** The transfers from the caller's area, or to the caller's province; newest first. */
    @GetMapping
    Page<TransferView> listTransfers(
            @RequestParam(defaultValue = "false") boolean open, PageRequest page, Scope scope, Caller caller) {
        return transfers.page(open, within(scope, caller), page).map(TransferView::of);
    }

    /** Where all people of the open transfers are at this instant; the parts add up to the whole, or it is an alarm. */
    @GetMapping("/account")
    Account accountTransfers(Scope scope, Caller caller) {
        Scope within = within(scope, caller);
        Account sum = new Account(clock.instant(), 0, 0, 0, 0, 0, 0, 0, true);
        PageRequest request = PageRequest.first(PageRequest.MAXIMUM_LIMIT);
        while (true) {
            Page<Transfer> page = transfers.page(true, within, request);
            for (Transfer transfer : page.items()) {
                sum = sum.plus(transfer);
            }
            String next = page.next();
            if (next == null) {
                return sum;
            }
            request = new PageRequest(PageRequest.MAXIMUM_LIMIT, Cursor.decode(next));
        }
    }

    /** Begins a leg; with the first, everybody listed must be fit to board. */
    @PostMapping("/{id}/departures")
    ResponseEntity<TransferView> departTransfer(
            @PathVariable String id,
            @Valid @RequestBody AtStop body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        Transfer planned = transfers.require(id, scope);
        if (body.leg() == 1 && planned.progress() == Transfer.State.PLANNED) {
            planned.passengers().stream()
                    .filter(passenger -> passenger.state() == Passenger.State.LISTED)
                    .forEach(passenger -> transferring.board(passenger.orderId(), id));
        }
        return acted(
                id,
                key,
                scope,
                transfer -> transfer.depart(body.leg(), body.counted(), caller.subject(), clock.instant()));
    }

    /** Ends a leg. */
    @PostMapping("/{id}/arrivals")
    ResponseEntity<TransferView> arriveTransfer(
            @PathVariable String id,
            @Valid @RequestBody AtStop body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(
                id,
                key,
                scope,
                transfer -> transfer.arrive(body.leg(), body.counted(), caller.subject(), clock.instant()));
    }

    /** Takes a count on the way; one that differs from what is expected is an alarm. */
    @PostMapping("/{id}/headcounts")
    ResponseEntity<TransferView> countTransfer(
            @PathVariable String id,
            @Valid @RequestBody Counted body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(
                id,
                key,
                within(scope, caller),
                transfer -> transfer.count(body.counted(), caller.subject(), clock.instant()));
    }

    /** Takes somebody off the way for a stated reason; the city answers for her on. */
    @PostMapping("/{id}/exceptions")
    ResponseEntity<TransferView> exceptFromTransfer(
            @PathVariable String id, @Valid @RequestBody NewException body, @Nullable IdempotencyKey key, Scope scope) {
        return acted(
                id, key, scope, transfer -> transfer.except(body.orderId(), body.code(), body.note(), clock.instant()));
    }

    /** Offers those in transit to the province; it alone can close the transfer. */
    @PostMapping("/{id}/hand-overs")
    ResponseEntity<TransferView> offerTransfer(
            @PathVariable String id,
            @Valid @RequestBody Counted body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return acted(id, key, scope, transfer -> transfer.offer(body.counted(), caller.subject(), clock.instant()));
    }

    /** Signs for those whom the province has; where its count differs, nothing is signed and both sides see the alarm. */
    @PostMapping("/{id}/acknowledgements")
    ResponseEntity<TransferView> acknowledgeTransfer(
            @PathVariable String id,
            @Valid @RequestBody Acknowledgement body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        Map<String, ExceptionCode> refused = body.refused();
        return acted(id, key, within(scope, caller), transfer -> {
            var _ = transfer.acknowledge(
                    Set.copyOf(body.received()), refused, body.counted(), caller.subject(), clock.instant());
        });
    }

    /** Gives a transfer up that has not left. */
    @PostMapping("/{id}/cancellations")
    ResponseEntity<TransferView> cancelTransfer(@PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        return acted(id, key, scope, Transfer::cancel);
    }

    private ResponseEntity<TransferView> acted(
            String id, @Nullable IdempotencyKey key, Scope scope, Consumer<Transfer> act) {
        Transfer transfer = transfers.act(id, scope, key, act);
        return created(transfer.unsettled() ? settling.settle(transfer) : transfer);
    }

    private static ResponseEntity<TransferView> created(Transfer transfer) {
        return ResponseEntity.created(URI.create(PATH + transfer.id()))
                .eTag(Etags.of(transfer.version(), "full"))
                .body(TransferView.of(transfer));
    }

    /** A province's team is bounded by its province; one whose token names another area is bounded by nothing of ours. */
    private static Scope within(Scope scope, Caller caller) {
        if (caller.hasAny(OF_THE_CITY)) {
            return scope;
        }
        for (Province province : Province.values()) {
            if (province.area().equals(scope.key())) {
                return scope;
            }
        }
        throw Refused.notFound();
    }

    record SortingPointList(List<SortingPoint> items) {}

    /**
     * A transfer to be made.
     *
     * @param area the district that sends
     * @param sortingPoint the district's own where it is not said
     */
    record NewTransfer(
            @NotNull Province destination,
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @Nullable @Size(min = 1, max = 10) String sortingPoint,
            @Nullable Boolean exercise,
            @NotEmpty @Size(max = 200) List<@NotBlank @Size(max = 64) String> orderIds,
            @NotEmpty @Size(max = 10) List<@NotNull @Valid NewLeg> legs) {

        PlanTransfer command(String by) {
            if (new HashSet<>(orderIds).size() < orderIds.size()) {
                throw InvalidRequest.field("/orderIds", "not-unique");
            }
            List<Leg> numbered = new ArrayList<>();
            for (NewLeg leg : legs) {
                numbered.add(
                        new Leg(numbered.size() + 1, leg.from(), leg.to(), leg.vehicle(), leg.escort(), null, null));
            }
            return new PlanTransfer(
                    destination, area, sortingPoint, Boolean.TRUE.equals(exercise), orderIds, numbered, by);
        }
    }

    /** @param escort the escort's account or roster number, not a name */
    record NewLeg(
            @NotBlank @Size(max = 100) String from,
            @NotBlank @Size(max = 100) String to,
            @NotBlank @Size(max = 20) String vehicle,
            @NotBlank @Size(max = 64) String escort) {}

    /** @param counted how many heads were counted */
    record AtStop(
            @NotNull @Min(1) @Max(10) Integer leg,
            @NotNull @Min(0) @Max(10_000) Integer counted) {}

    record Counted(@NotNull @Min(0) @Max(10_000) Integer counted) {}

    record NewException(
            @NotBlank @Size(max = 64) String orderId,
            @NotNull ExceptionCode code,
            @Nullable @Size(min = 1, max = 200) String note) {}

    /**
     * What the province signs.
     *
     * @param received the orders of those it has
     * @param exceptions those it does not take
     * @param counted how many heads it counted
     */
    record Acknowledgement(
            @NotNull @Size(max = 200) List<@NotBlank @Size(max = 64) String> received,
            @Nullable @Size(max = 200) List<@NotNull @Valid NewException> exceptions,
            @NotNull @Min(0) @Max(10_000) Integer counted) {

        Map<String, ExceptionCode> refused() {
            Map<String, ExceptionCode> refused = new LinkedHashMap<>();
            if (exceptions != null) {
                exceptions.forEach(each -> refused.put(each.orderId(), each.code()));
            }
            return refused;
        }
    }

    /**
     * Where people are at an instant.
     *
     * @param balanced whether the parts add up to what is expected
     */
    record Account(
            Instant at,
            int transfers,
            int expected,
            int listed,
            int inTransit,
            int handedOver,
            int exceptions,
            int alarms,
            boolean balanced) {

        Account plus(Transfer transfer) {
            return new Account(
                    at,
                    transfers + 1,
                    expected + transfer.expected(),
                    listed + transfer.listed(),
                    inTransit + transfer.inTransit(),
                    handedOver + transfer.handedOver(),
                    exceptions + transfer.exceptions(),
                    alarms + (transfer.alarm() ? 1 : 0),
                    balanced && transfer.balanced());
        }
    }

    /** A transfer as it is shown to both sides. */
    record TransferView(
            String id,
            String area,
            Destination destination,
            String sortingPoint,
            boolean exercise,
            Transfer.State state,
            int expected,
            int listed,
            int inTransit,
            int handedOver,
            int exceptions,
            boolean balanced,
            boolean alarm,
            List<Leg> legs,
            List<Passenger> passengers,
            List<Headcount> headcounts,
            @Nullable Instant offeredAt,
            @Nullable String offeredBy,
            @Nullable Instant closedAt,
            @Nullable String signedBy,
            Instant createdAt,
            Instant updatedAt) {

        static TransferView of(Transfer transfer) {
            return new TransferView(
                    transfer.id(),
                    transfer.area(),
                    transfer.destination(),
                    transfer.sortingPoint(),
                    transfer.exercise(),
                    transfer.progress(),
                    transfer.expected(),
                    transfer.listed(),
                    transfer.inTransit(),
                    transfer.handedOver(),
                    transfer.exceptions(),
                    transfer.balanced(),
                    transfer.alarm(),
                    transfer.legs(),
                    transfer.passengers(),
                    transfer.headcounts(),
                    transfer.offeredAt(),
                    transfer.offeredBy(),
                    transfer.closedAt(),
                    transfer.signedBy(),
                    transfer.createdAt(),
                    transfer.updatedAt());
        }
    }
}
