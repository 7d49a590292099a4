package io.communitycloud.resident.care;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Care duties over HTTP; they begin and end with quarantine orders, never here. */
@RestController
@RequestMapping("/api/v1/care-duties")
class CareDutyController {

    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");

    private final CareDuties duties;
    private final Clock clock;

    CareDutyController(CareDuties duties, Clock clock) {
        this.duties = duties;
        this.clock = clock;
    }

    /** Those of the caller's scope that are open, the first due first; or all of one household, newest first. */
    @GetMapping
    Page<CareDutyView> listCareDuties(
            @RequestParam(defaultValue = "OPEN") CareDuty.State state,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String household,
            PageRequest page,
            Scope scope) {
        Page<CareDuty> found =
                household == null ? duties.inState(state, scope, page) : duties.ofHousehold(household, scope, page);
        return found.map(CareDutyView::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<CareDutyView> readCareDuty(@PathVariable String id, Scope scope) {
        CareDuty duty = duties.require(id, scope);
        return Etags.answer(CareDutyView.of(duty), duty.version(), "full");
    }

    /** Records what was done for the household today. */
    @PostMapping("/{id}/completions")
    ResponseEntity<CareDutyView> completeCareDuty(
            @PathVariable String id,
            @Valid @RequestBody Completion body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        Instant now = clock.instant();
        CareDuty duty = duties.act(
                id,
                scope,
                key,
                found -> found.complete(new CareDuty.Done(
                        LocalDate.ofInstant(now, CITY_TIME), body.tasks(), body.remark(), caller.subject(), now)));
        return ResponseEntity.created(URI.create("/api/v1/care-duties/" + id))
                .eTag(Etags.of(duty.version(), "full"))
                .body(CareDutyView.of(duty));
    }

    record Completion(
            @NotEmpty Set<CareDuty.@NotNull Task> tasks,
            @Nullable @Size(min = 1, max = 200) String remark) {}

    /**
     * A care duty as it is shown.
     *
     * @param nextDueOn the day on which it is to be done next; null when it is over
     */
    record CareDutyView(
            String id,
            String orderId,
            String area,
            String householdId,
            String residentId,
            boolean exercise,
            CareDuty.Setting setting,
            CareDuty.State state,
            Instant until,
            @Nullable LocalDate nextDueOn,
            List<CareDuty.Done> done,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            Instant createdAt,
            Instant updatedAt) {

        static CareDutyView of(CareDuty duty) {
            return new CareDutyView(
                    duty.id(),
                    duty.id(),
                    duty.area(),
                    duty.household(),
                    duty.resident(),
                    duty.exercise(),
                    duty.setting(),
                    duty.progress(),
                    duty.until(),
                    duty.progress() == CareDuty.State.OPEN ? duty.nextDueOn() : null,
                    duty.done(),
                    duty.endedAt(),
                    duty.outcome(),
                    duty.createdAt(),
                    duty.updatedAt());
        }
    }
}
