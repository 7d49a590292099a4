package io.communitycloud.team.need;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.team.kind.Kinds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Needs over HTTP. What is needed is public; who signed up is told to officials. */
@RestController
@RequestMapping("/api/v1/needs")
class NeedController {

    private static final String PATH = "/api/v1/needs/";

    private final Needs needs;
    private final SigningUp signingUp;
    private final Kinds kinds;
    private final AreaTree areas;
    private final Creations creations;
    private final Clock clock;

    NeedController(Needs needs, SigningUp signingUp, Kinds kinds, AreaTree areas, Creations creations, Clock clock) {
        this.needs = needs;
        this.signingUp = signingUp;
        this.kinds = kinds;
        this.areas = areas;
        this.creations = creations;
        this.clock = clock;
    }

    /** Says what volunteers are wanted for. */
    @PostMapping
    ResponseEntity<NeedView> publishNeed(@Valid @RequestBody NeedForm body, @Nullable IdempotencyKey key, Scope scope) {
        List<String> path = areas.scopeOf(body.area(), "/area", scope);
        String skill = body.skill();
        kinds.checkSkills(skill == null ? List.of() : List.of(skill), "/skill");
        Wanted wanted = new Wanted(body.title(), body.place(), skill, body.places(), body.from(), body.to());
        Need need = creations.once(key, needs::find, id -> {
            Need published = Need.publish(id, body.area(), path, wanted, clock.instant());
            needs.save(published);
            return published;
        });
        return created(need);
    }

    @GetMapping("/{id}")
    ResponseEntity<NeedView> readNeed(@PathVariable String id, Scope scope) {
        Need need = needs.require(id, scope);
        return ResponseEntity.ok().eTag(etag(need)).body(NeedView.of(need));
    }

    /** What is needed in an area and below, the latest to begin first. */
    @GetMapping
    Page<NeedView> listNeeds(
            @RequestParam @Pattern(regexp = "[0-9]{12}") String area,
            @RequestParam(required = false) @Nullable NeedState state,
            PageRequest page,
            Scope scope) {
        var _ = areas.scopeOf(area, "?area", scope);
        return needs.page(state, Scope.area(area), page).map(NeedView::of);
    }

    /** Signs a volunteer up; where all places are taken, she waits. */
    @PostMapping("/{id}/sign-ups")
    ResponseEntity<NeedView> signUpForNeed(
            @PathVariable String id,
            @Valid @RequestBody Word body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(signingUp.signUp(id, body.volunteerId(), key, caller, scope));
    }

    /** Takes a volunteer's word back; who waited longest moves up. */
    @PostMapping("/{id}/withdrawals")
    ResponseEntity<NeedView> leaveNeed(
            @PathVariable String id,
            @Valid @RequestBody Word body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(signingUp.leave(id, body.volunteerId(), key, caller, scope));
    }

    /** Who signed up, in that order. */
    @GetMapping("/{id}/sign-ups")
    SignUpsView listSignUps(@PathVariable String id, Scope scope) {
        return new SignUpsView(needs.require(id, scope).signUps().stream()
                .map(each -> new SignUpView(each.volunteerId(), each.state(), each.at()))
                .toList());
    }

    /** Notes whether a volunteer who had a place came. */
    @PostMapping("/{id}/attendances")
    ResponseEntity<NeedView> recordAttendance(
            @PathVariable String id, @Valid @RequestBody Attendance body, @Nullable IdempotencyKey key, Scope scope) {
        return created(
                needs.act(id, scope, key, need -> need.attend(body.volunteerId(), body.came(), clock.instant())));
    }

    /** Says that nobody is wanted any more. */
    @PostMapping("/{id}/cancellations")
    ResponseEntity<NeedView> cancelNeed(@PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        return created(needs.act(id, scope, key, need -> need.cancel(clock.instant())));
    }

    private static ResponseEntity<NeedView> created(Need need) {
        return ResponseEntity.created(URI.create(PATH + need.id()))
                .eTag(etag(need))
                .body(NeedView.of(need));
    }

    private static String etag(Need need) {
        return Etags.of(need.version(), "full");
    }

    /**
     * What is needed.
     *
     * @param skill what each must be able to do; anybody can where it is not said
     */
    record NeedForm(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 100) String title,
            @NotBlank @Size(max = 100) String place,
            @Nullable @Size(min = 1, max = 40) String skill,
            @Min(1) @Max(200) int places,
            @NotNull Instant from,
            @NotNull Instant to) {}

    /** Whose word it is. */
    record Word(@NotBlank @Size(max = 64) String volunteerId) {}

    /** Who came, or did not. */
    record Attendance(@NotBlank @Size(max = 64) String volunteerId, boolean came) {}

    /** A sign-up as it is shown. */
    record SignUpView(String volunteerId, SignUpState state, Instant at) {}

    /** All sign-ups; at most 250. */
    record SignUpsView(List<SignUpView> items) {}

    /** A need as it is shown. */
    record NeedView(
            String id,
            String area,
            String title,
            String place,
            @Nullable String skill,
            int places,
            Instant from,
            Instant to,
            NeedState state,
            int signedUp,
            int waiting,
            Instant createdAt,
            Instant updatedAt) {

        static NeedView of(Need need) {
            Wanted wanted = need.wanted();
            return new NeedView(
                    need.id(),
                    need.area(),
                    wanted.title(),
                    wanted.place(),
                    wanted.skill(),
                    wanted.places(),
                    wanted.from(),
                    wanted.to(),
                    need.status(),
                    need.count(SignUpState.SIGNED_UP),
                    need.count(SignUpState.WAITING),
                    need.createdAt(),
                    need.updatedAt());
        }
    }
}
