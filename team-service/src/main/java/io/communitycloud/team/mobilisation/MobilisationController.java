package io.communitycloud.team.mobilisation;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.kind.Kinds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
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

/** Mobilisations over HTTP. */
@RestController
@RequestMapping("/api/v1/mobilisations")
class MobilisationController {

    private static final String PATH = "/api/v1/mobilisations/";
    private static final String LEADER = "team-leader";

    private final Mobilisations mobilisations;
    private final MobilisingTeams mobilising;
    private final Kinds kinds;

    MobilisationController(Mobilisations mobilisations, MobilisingTeams mobilising, Kinds kinds) {
        this.mobilisations = mobilisations;
        this.mobilising = mobilising;
        this.kinds = kinds;
    }

    /** Calls teams of an area to a task. */
    @PostMapping
    ResponseEntity<MobilisationView> mobiliseTeams(
            @Valid @RequestBody CallOut body, @Nullable IdempotencyKey key, Scope scope) {
        Set<String> wanted = body.kinds() == null ? Set.of() : body.kinds();
        wanted.forEach(kind -> kinds.named(kind, "/kinds"));
        Set<String> skills = body.skills() == null ? Set.of() : body.skills();
        kinds.checkSkills(skills, "/skills");
        Order order = new Order(
                null,
                null,
                Boolean.TRUE.equals(body.exercise()),
                wanted,
                skills,
                body.teams(),
                body.due(),
                body.task());
        return created(mobilising.call(body.area(), order, key, scope));
    }

    /** A mobilisation of the caller's area, or one that her team was called by. */
    @GetMapping("/{id}")
    ResponseEntity<MobilisationView> readMobilisation(@PathVariable String id, Scope scope) {
        Mobilisation mobilisation = mobilisations.require(id, scope);
        return ResponseEntity.ok().eTag(etag(mobilisation)).body(MobilisationView.of(mobilisation));
    }

    /** The mobilisations of the caller's area, or those that called her team; newest first, or of one activation. */
    @GetMapping
    Page<MobilisationView> listMobilisations(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String cause,
            @RequestParam(required = false) @Nullable MobilisationState state,
            PageRequest page,
            Scope scope) {
        if (cause != null && state != null) {
            throw InvalidRequest.parameter("state", "not-with-cause");
        }
        return mobilisations.page(cause, state, scope, page).map(MobilisationView::of);
    }

    /** A called team's answer: its leader gives it, or the committee for a leader who was reached by telephone. */
    @PostMapping("/{id}/answers")
    ResponseEntity<MobilisationView> answerCall(
            @PathVariable String id,
            @Valid @RequestBody Answer body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        if (body.answer() == CallAnswer.PENDING) {
            throw InvalidRequest.field("/answer", "unknown-code");
        }
        return created(mobilising.answer(
                id, teamOf(body, caller, scope), body.answer(), body.standInTeamId(), body.reason(), key, scope));
    }

    /** Lets the called teams go. */
    @PostMapping("/{id}/stand-downs")
    ResponseEntity<MobilisationView> standTeamsDown(
            @PathVariable String id, @Valid @RequestBody StandDown body, @Nullable IdempotencyKey key, Scope scope) {
        StandDownReason reason =
                Boolean.TRUE.equals(body.mistake()) ? StandDownReason.CALLED_BY_MISTAKE : StandDownReason.DONE;
        return created(mobilising.standDown(id, reason, key, scope));
    }

    /** Who leads a team speaks for that team alone. */
    private static String teamOf(Answer body, Caller caller, Scope scope) {
        String own = caller.teamId();
        String named = body.teamId();
        if (own != null && caller.has(LEADER) && scope.key().equals("team:" + own)) {
            if (named != null && !named.equals(own)) {
                throw Refused.notFound();
            }
            return own;
        }
        if (named == null) {
            throw InvalidRequest.field("/teamId", "required");
        }
        return named;
    }

    private static ResponseEntity<MobilisationView> created(Mobilisation mobilisation) {
        return ResponseEntity.created(URI.create(PATH + mobilisation.id()))
                .eTag(etag(mobilisation))
                .body(MobilisationView.of(mobilisation));
    }

    private static String etag(Mobilisation mobilisation) {
        return Etags.of(mobilisation.version(), "full");
    }

    /**
     * A call-out.
     *
     * @param kinds of which the teams are; any where it is not said
     * @param skills teams with more of them are called first
     * @param teams how many
     * @param due until when they are to have accepted
     */
    record CallOut(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @Nullable @Size(max = 20) Set<@NotBlank @Size(max = 40) String> kinds,
            @Nullable @Size(max = 20) Set<@NotBlank @Size(max = 40) String> skills,
            @Min(1) @Max(100) int teams,
            @NotNull Instant due,
            @Nullable Boolean exercise,
            @Nullable @Size(min = 1, max = 200) String task) {}

    /**
     * What a team says to a call.
     *
     * @param teamId whose answer it is; a leader need not say so
     * @param standInTeamId the team to be called in its place, with STAND_IN and only then
     */
    record Answer(
            @Nullable @Size(min = 1, max = 64) String teamId,
            @NotNull CallAnswer answer,
            @Nullable @Size(min = 1, max = 64) String standInTeamId,
            @Nullable @Size(min = 1, max = 200) String reason) {}

    /** How a mobilisation ends: its work is done unless it was called by mistake. */
    record StandDown(@Nullable Boolean mistake) {}

    /** A call as it is shown. */
    record CallView(
            String teamId,
            Instant calledAt,
            @Nullable String inPlaceOf,
            CallAnswer answer,
            @Nullable Instant answeredAt,
            @Nullable String reason) {}

    /**
     * A mobilisation as it is shown.
     *
     * @param accepted how many teams have accepted
     * @param refusal why no team was called, as the code of a problem
     */
    record MobilisationView(
            String id,
            String area,
            @Nullable String cause,
            @Nullable String step,
            boolean exercise,
            @Nullable String task,
            Set<String> kinds,
            Set<String> skills,
            MobilisationState state,
            int needed,
            int accepted,
            List<CallView> calls,
            Instant due,
            @Nullable String refusal,
            @Nullable StandDownReason standDownReason,
            @Nullable Instant endedAt,
            Instant createdAt,
            Instant updatedAt) {

        static MobilisationView of(Mobilisation mobilisation) {
            Order order = mobilisation.order();
            return new MobilisationView(
                    mobilisation.id(),
                    mobilisation.area(),
                    order.cause(),
                    order.step(),
                    order.exercise(),
                    order.task(),
                    order.kinds(),
                    order.skills(),
                    mobilisation.status(),
                    order.needed(),
                    mobilisation.accepted().size(),
                    mobilisation.calls().stream()
                            .map(call -> new CallView(
                                    call.teamId(),
                                    call.calledAt(),
                                    call.inPlaceOf(),
                                    call.answer(),
                                    call.answeredAt(),
                                    call.reason()))
                            .toList(),
                    order.due(),
                    mobilisation.refusalCode(),
                    mobilisation.standDownReason(),
                    mobilisation.endedAt(),
                    mobilisation.createdAt(),
                    mobilisation.updatedAt());
        }
    }
}
