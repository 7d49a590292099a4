package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.Unmasking;
import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The daily follow-up of quarantine orders over HTTP. */
@RestController
@RequestMapping("/api/v1")
class FollowUpController {

    /** What a mask hides of a report; an access record names them. */
    private static final Set<String> PERSONAL = Set.of("temperature", "symptoms", "needs");

    private final QuarantineOrders orders;
    private final OrderingQuarantine ordering;
    private final QuarantinePolicies policies;
    private final Unmasking unmasking;
    private final AccessRecords accesses;
    private final Clock clock;

    FollowUpController(
            QuarantineOrders orders,
            OrderingQuarantine ordering,
            QuarantinePolicies policies,
            Unmasking unmasking,
            AccessRecords accesses,
            Clock clock) {
        this.orders = orders;
        this.ordering = ordering;
        this.policies = policies;
        this.unmasking = unmasking;
        this.accesses = accesses;
        this.clock = clock;
    }

    /** All tasks of an order as it is now, with what came of them; how she was is shown to whom role and purpose open it. */
    @GetMapping("/quarantine-orders/{id}/follow-ups")
    FollowUpList listQuarantineFollowUps(@PathVariable String id, Scope scope, Caller caller) {
        QuarantineOrder order = orders.require(id, scope);
        boolean clear = unmasking.permits("listQuarantineFollowUps", caller);
        if (clear) {
            accesses.require(caller, "listQuarantineFollowUps", "resident", order.area(), order.resident(), PERSONAL);
        }
        Instant now = clock.instant();
        return new FollowUpList(
                order.id(),
                !clear,
                order.plan(policies.monitoring()).stream()
                        .map(task -> FollowUpView.of(task, order.reportOf(task).orElse(null), clear, now))
                        .toList());
    }

    /** Reports how she is, or that she did not answer. */
    @PostMapping("/quarantine-orders/{id}/follow-ups")
    ResponseEntity<QuarantineOrderView> reportQuarantineFollowUp(
            @PathVariable String id, @Valid @RequestBody Report body, Scope scope, Caller caller) {
        Instant now = clock.instant();
        FollowUp report = body.followUp(caller.subject(), now);
        QuarantineOrder order = orders.act(id, scope, null, found -> found.report(report, policies.monitoring(), now));
        ordering.afterwards(order);
        return ResponseEntity.created(URI.create("/api/v1/quarantine-orders/" + id + "/follow-ups"))
                .body(QuarantineOrderView.of(order, policies));
    }

    /** What is to be done next, for each order in force within the caller's area: the most urgent first. */
    @GetMapping("/quarantine-follow-ups")
    Page<DueTask> listDueFollowUps(PageRequest page, Scope scope) {
        Instant now = clock.instant();
        return orders.byNextTask(scope, page).map(order -> DueTask.of(order, policies.monitoring(), now));
    }

    /** What came of a task. */
    record Report(
            @NotNull LocalDate day,
            @NotNull Slot slot,
            @NotNull Boolean answered,

            @Nullable @DecimalMin("34.0") @DecimalMax("43.0")
            Double temperature,

            @Nullable Set<FollowUp.@NotNull Symptom> symptoms,
            @Nullable Set<FollowUp.@NotNull Need> needs) {

        FollowUp followUp(String by, Instant now) {
            return new FollowUp(
                    day,
                    slot,
                    answered ? FollowUp.Outcome.ANSWERED : FollowUp.Outcome.NO_ANSWER,
                    temperature,
                    symptoms == null ? Set.of() : symptoms,
                    needs == null ? Set.of() : needs,
                    by,
                    now);
        }
    }

    /** @param masked whether how she was is hidden */
    record FollowUpList(String orderId, boolean masked, List<FollowUpView> items) {}

    /** Where a task stands. */
    enum TaskState {
        /** Its hours have not come. */
        PLANNED,
        /** It is to be done now. */
        DUE,
        ANSWERED,
        NO_ANSWER,
        MISSED
    }

    /** A task as it is shown. */
    record FollowUpView(
            LocalDate day,
            Slot slot,
            Instant opens,
            Instant closes,
            TaskState state,
            @Nullable Double temperature,
            Set<FollowUp.Symptom> symptoms,
            Set<FollowUp.Need> needs,
            @Nullable String by,
            @Nullable Instant at) {

        static FollowUpView of(FollowUpTask task, @Nullable FollowUp report, boolean clear, Instant now) {
            return new FollowUpView(
                    task.day(),
                    task.slot(),
                    task.opens(),
                    task.closes(),
                    stateOf(task, report, now),
                    report == null || !clear ? null : report.temperature(),
                    report == null || !clear ? Set.of() : report.symptoms(),
                    report == null || !clear ? Set.of() : report.needs(),
                    report == null ? null : report.by(),
                    report == null ? null : report.at());
        }

        private static TaskState stateOf(FollowUpTask task, @Nullable FollowUp report, Instant now) {
            if (report == null) {
                return now.isBefore(task.opens()) ? TaskState.PLANNED : TaskState.DUE;
            }
            return switch (report.outcome()) {
                case ANSWERED -> TaskState.ANSWERED;
                case NO_ANSWER -> TaskState.NO_ANSWER;
                case MISSED -> TaskState.MISSED;
            };
        }
    }

    /**
     * What is to be done next for an order.
     *
     * @param opens null where nothing is left to be done before its end
     * @param due whether it is to be done now
     */
    record DueTask(
            String orderId,
            String area,
            String residentId,
            @Nullable String householdId,
            QuarantineKind kind,
            @Nullable LocalDate day,
            @Nullable Slot slot,
            @Nullable Instant opens,
            @Nullable Instant closes,
            boolean due,
            boolean attention,
            Instant until) {

        static DueTask of(QuarantineOrder order, HealthMonitoring monitoring, Instant now) {
            FollowUpTask next = order.plan(monitoring).stream()
                    .filter(task -> order.reportOf(task).isEmpty())
                    .filter(task -> task.closes().isAfter(now))
                    .findFirst()
                    .orElse(null);
            return new DueTask(
                    order.id(),
                    order.area(),
                    order.resident(),
                    order.household(),
                    order.kind(),
                    next == null ? null : next.day(),
                    next == null ? null : next.slot(),
                    next == null ? null : next.opens(),
                    next == null ? null : next.closes(),
                    next != null && !now.isBefore(next.opens()),
                    order.attention(),
                    order.until());
        }
    }
}
