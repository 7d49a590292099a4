package io.communitycloud.team.volunteer;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.team.kind.Kinds;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Volunteers over HTTP. */
@RestController
@RequestMapping("/api/v1/volunteers")
class VolunteerController {

    private static final String PATH = "/api/v1/volunteers/";

    private final Volunteers volunteers;
    private final RegisteringVolunteers registering;
    private final BindingVolunteers binding;
    private final Kinds kinds;
    private final MergePatch patches;
    private final Clock clock;

    VolunteerController(
            Volunteers volunteers,
            RegisteringVolunteers registering,
            BindingVolunteers binding,
            Kinds kinds,
            MergePatch patches,
            Clock clock) {
        this.volunteers = volunteers;
        this.registering = registering;
        this.binding = binding;
        this.kinds = kinds;
        this.patches = patches;
        this.clock = clock;
    }

    /** Enters a resident as a volunteer: an official one of her area, a resident herself. */
    @PostMapping
    ResponseEntity<VolunteerView> registerVolunteer(
            @Valid @RequestBody Registration body, @Nullable IdempotencyKey key, Scope scope) {
        return created(registering.register(body.residentId(), body.offer(), key, scope));
    }

    @GetMapping("/{id}")
    ResponseEntity<VolunteerView> readVolunteer(@PathVariable String id, Scope scope) {
        return answer(volunteers.require(id, scope));
    }

    /** The volunteers of the caller's area or team, newest first; those who can something where that is said. */
    @GetMapping
    Page<VolunteerView> listVolunteers(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 40) String skill,
            @RequestParam(required = false) @Nullable VolunteerState state,
            PageRequest page,
            Scope scope) {
        if (skill != null && !kinds.hasSkill(skill)) {
            throw InvalidRequest.parameter("skill", "unknown-code");
        }
        return volunteers.page(skill, state, scope, page).map(VolunteerView::of);
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<VolunteerView> correctVolunteer(
            @PathVariable String id,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = VolunteerCorrection.class)))
                    @RequestBody
                    JsonNode patch,
            Scope scope) {
        return answer(registering.correct(
                id,
                version,
                scope,
                now -> patches.apply(VolunteerCorrection.of(now), patch, VolunteerCorrection.class)
                        .offer()));
    }

    /** Ends her service; the households she is bound to are let go. */
    @PostMapping("/{id}/withdrawals")
    ResponseEntity<VolunteerView> withdrawVolunteer(
            @PathVariable String id, @Valid @RequestBody Withdrawal body, @Nullable IdempotencyKey key, Scope scope) {
        WithdrawalReason reason =
                Boolean.TRUE.equals(body.excluded()) ? WithdrawalReason.EXCLUDED : WithdrawalReason.OWN_WISH;
        return created(registering.withdraw(id, reason, key, scope));
    }

    /** Binds her to a household that is kept at home; the end of the quarantine ends it. */
    @PostMapping("/{id}/bindings")
    ResponseEntity<VolunteerView> bindVolunteer(
            @PathVariable String id, @Valid @RequestBody Duty body, @Nullable IdempotencyKey key, Scope scope) {
        return created(binding.bind(id, body.householdId(), body.orderId(), key, scope));
    }

    /** Lets her go from a household before its quarantine ends, as somebody else takes over. */
    @PostMapping("/{id}/bindings/{bindingId}/releases")
    ResponseEntity<VolunteerView> releaseVolunteer(
            @PathVariable String id, @PathVariable String bindingId, @Nullable IdempotencyKey key, Scope scope) {
        return created(volunteers.act(
                id, scope, key, volunteer -> volunteer.release(bindingId, ReleaseReason.REPLACED, clock.instant())));
    }

    private static ResponseEntity<VolunteerView> created(Volunteer volunteer) {
        return ResponseEntity.created(URI.create(PATH + volunteer.id()))
                .eTag(etag(volunteer))
                .body(VolunteerView.of(volunteer));
    }

    private static ResponseEntity<VolunteerView> answer(Volunteer volunteer) {
        return ResponseEntity.ok().eTag(etag(volunteer)).body(VolunteerView.of(volunteer));
    }

    private static String etag(Volunteer volunteer) {
        return Etags.of(volunteer.version(), "full");
    }

    /**
     * A resident to be entered.
     *
     * @param serviceArea her committee, or the street or district it lies in
     * @param ageGroup no more of her age is kept
     * @param guardian who answers for a minor
     */
    record Registration(
            @NotBlank @Size(max = 64) String residentId,
            @NotNull @Pattern(regexp = "[0-9]{12}") String serviceArea,
            @Nullable @Size(min = 1, max = 64) String team,
            @NotNull @Size(max = 20) Set<@NotBlank @Size(max = 40) String> skills,
            @Nullable @Size(max = 21) List<@Valid @NotNull Slot> availability,
            @Nullable LocalDate insuredUntil,
            @NotNull AgeGroup ageGroup,
            @Nullable @Valid Guardian guardian) {

        Offer offer() {
            return new Offer(
                    serviceArea,
                    team,
                    skills,
                    availability == null ? List.of() : availability,
                    insuredUntil,
                    ageGroup,
                    guardian);
        }
    }

    /** What may be put right of a volunteer. */
    record VolunteerCorrection(
            @NotNull @Pattern(regexp = "[0-9]{12}") String serviceArea,
            @Nullable @Size(min = 1, max = 64) String team,
            @NotNull @Size(max = 20) Set<@NotBlank @Size(max = 40) String> skills,
            @NotNull @Size(max = 21) List<@Valid @NotNull Slot> availability,
            @Nullable LocalDate insuredUntil,
            @NotNull AgeGroup ageGroup,
            @Nullable @Valid Guardian guardian) {

        static VolunteerCorrection of(Offer now) {
            return new VolunteerCorrection(
                    now.serviceArea(),
                    now.team(),
                    now.skills(),
                    now.availability(),
                    now.insuredUntil(),
                    now.ageGroup(),
                    now.guardian());
        }

        Offer offer() {
            return new Offer(serviceArea, team, skills, availability, insuredUntil, ageGroup, guardian);
        }
    }

    /** How her service ends: of her own wish unless she is sent away. */
    record Withdrawal(@Nullable Boolean excluded) {}

    /**
     * The household she is bound to.
     *
     * @param orderId the quarantine order that it lasts as long as; without one, as long as any keeps the household home
     */
    record Duty(
            @NotBlank @Size(max = 64) String householdId,
            @Nullable @Size(min = 1, max = 64) String orderId) {}

    /** A binding as it is shown. */
    record BindingView(
            String id,
            String householdId,
            String area,
            @Nullable String orderId,
            Instant since,
            @Nullable Instant until,
            @Nullable ReleaseReason reason) {}

    /** A volunteer as she is shown. */
    record VolunteerView(
            String id,
            String residentId,
            String area,
            String serviceArea,
            @Nullable String team,
            Set<String> skills,
            List<Slot> availability,
            @Nullable LocalDate insuredUntil,
            AgeGroup ageGroup,
            @Nullable Guardian guardian,
            VolunteerState state,
            @Nullable WithdrawalReason withdrawalReason,
            List<BindingView> bindings,
            Instant createdAt,
            Instant updatedAt) {

        static VolunteerView of(Volunteer volunteer) {
            Offer offer = volunteer.offer();
            return new VolunteerView(
                    volunteer.id(),
                    volunteer.residentId(),
                    volunteer.area(),
                    offer.serviceArea(),
                    offer.team(),
                    offer.skills(),
                    offer.availability(),
                    offer.insuredUntil(),
                    offer.ageGroup(),
                    offer.guardian(),
                    volunteer.status(),
                    volunteer.withdrawalReason(),
                    volunteer.bindings().stream()
                            .map(each -> new BindingView(
                                    each.id(),
                                    each.householdId(),
                                    each.area(),
                                    each.orderId(),
                                    each.since(),
                                    each.until(),
                                    each.reason()))
                            .toList(),
                    volunteer.createdAt(),
                    volunteer.updatedAt());
        }
    }
}
