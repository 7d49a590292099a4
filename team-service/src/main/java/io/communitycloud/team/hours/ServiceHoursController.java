package io.communitycloud.team.hours;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.team.hours.CountingHours.ReportHours;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Service hours over HTTP. */
@RestController
@RequestMapping("/api/v1/service-hours")
class ServiceHoursController {

    private static final String PATH = "/api/v1/service-hours/";

    private final HoursLedger ledger;
    private final CountingHours counting;

    ServiceHoursController(HoursLedger ledger, CountingHours counting) {
        this.ledger = ledger;
        this.counting = counting;
    }

    /** Takes in what a volunteer says she worked. */
    @PostMapping
    ResponseEntity<HoursView> reportHours(
            @Valid @RequestBody HoursReport body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return created(counting.report(
                new ReportHours(body.volunteerId(), body.on(), body.minutes(), body.task()), key, caller, scope));
    }

    @GetMapping("/{id}")
    ResponseEntity<HoursView> readServiceHours(@PathVariable String id, Scope scope) {
        ServiceHours hours = ledger.require(id, scope);
        return ResponseEntity.ok().eTag(etag(hours)).body(HoursView.of(hours));
    }

    /** The hours of the caller's area, team or own, latest day first; of one volunteer or in one state. */
    @GetMapping
    Page<HoursView> listServiceHours(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String volunteer,
            @RequestParam(required = false) @Nullable HoursState state,
            PageRequest page,
            Scope scope) {
        if (volunteer != null && state != null) {
            throw InvalidRequest.parameter("state", "not-with-volunteer");
        }
        return ledger.page(volunteer, state, scope, page).map(HoursView::of);
    }

    /** Says that they were so: who led her, or the committee; never who reported them. */
    @PostMapping("/{id}/confirmations")
    ResponseEntity<HoursView> confirmHours(
            @PathVariable String id, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return created(counting.confirm(id, key, caller, scope));
    }

    /** Says that they were not so. */
    @PostMapping("/{id}/disputes")
    ResponseEntity<HoursView> disputeHours(
            @PathVariable String id,
            @Valid @RequestBody Objection body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(counting.dispute(id, body.reason(), key, caller, scope));
    }

    /** Settles a dispute by what they were. */
    @PostMapping("/{id}/settlements")
    ResponseEntity<HoursView> settleHours(
            @PathVariable String id, @Valid @RequestBody Settlement body, @Nullable IdempotencyKey key, Scope scope) {
        return created(counting.settle(id, body.minutes(), key, scope));
    }

    private static ResponseEntity<HoursView> created(ServiceHours hours) {
        return ResponseEntity.created(URI.create(PATH + hours.id()))
                .eTag(etag(hours))
                .body(HoursView.of(hours));
    }

    private static String etag(ServiceHours hours) {
        return Etags.of(hours.version(), "full");
    }

    /** What is reported: at most a day's minutes. */
    record HoursReport(
            @NotBlank @Size(max = 64) String volunteerId,
            @NotNull LocalDate on,
            @Min(1) @Max(1_440) int minutes,
            @NotBlank @Size(max = 100) String task) {}

    /** What is said against a report. */
    record Objection(@NotBlank @Size(max = 200) String reason) {}

    /** What the hours were; none at all is possible. */
    record Settlement(@Min(0) @Max(1_440) int minutes) {}

    /** Service hours as they are shown. */
    record HoursView(
            String id,
            String volunteerId,
            @Nullable String teamId,
            String area,
            LocalDate on,
            int minutes,
            String task,
            HoursState state,
            @Nullable String dispute,
            Instant createdAt,
            Instant updatedAt) {

        static HoursView of(ServiceHours hours) {
            return new HoursView(
                    hours.id(),
                    hours.volunteer(),
                    hours.team(),
                    hours.area(),
                    hours.on(),
                    hours.minutes(),
                    hours.task(),
                    hours.status(),
                    hours.dispute(),
                    hours.createdAt(),
                    hours.updatedAt());
        }
    }
}
