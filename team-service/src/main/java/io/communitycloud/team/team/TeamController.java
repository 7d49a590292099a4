package io.communitycloud.team.team;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.team.kind.Kind;
import io.communitycloud.team.kind.Kinds;
import io.communitycloud.team.team.FoundingTeams.FoundTeam;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
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

/** Teams over HTTP. */
@RestController
@RequestMapping("/api/v1/teams")
class TeamController {

    private static final String PATH = "/api/v1/teams/";

    private final Teams teams;
    private final FoundingTeams founding;
    private final Membership membership;
    private final Kinds kinds;
    private final AreaTree areas;
    private final MergePatch patches;
    private final Clock clock;

    TeamController(
            Teams teams,
            FoundingTeams founding,
            Membership membership,
            Kinds kinds,
            AreaTree areas,
            MergePatch patches,
            Clock clock) {
        this.teams = teams;
        this.founding = founding;
        this.membership = membership;
        this.kinds = kinds;
        this.areas = areas;
        this.patches = patches;
        this.clock = clock;
    }

    /** Enters a team in the list of an area (备案), with the resident who leads it. */
    @PostMapping
    ResponseEntity<TeamView> foundTeam(@Valid @RequestBody Founding body, @Nullable IdempotencyKey key, Scope scope) {
        Kind kind = kinds.named(body.kind(), "/kind");
        Set<String> skills = body.skills() == null ? kind.skills() : body.skills();
        Team team = founding.found(
                new FoundTeam(
                        body.area(),
                        body.kind(),
                        new Description(body.name().strip(), body.venue(), skills),
                        body.leader()),
                key,
                scope);
        return created(team);
    }

    @GetMapping("/{id}")
    ResponseEntity<TeamView> readTeam(@PathVariable String id, Scope scope) {
        return answer(teams.require(id, scope));
    }

    /** The teams of the caller's area and below, newest first; of an area in it, a kind or a state where that is said. */
    @GetMapping
    Page<TeamView> listTeams(
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{12}") String area,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 40) String kind,
            @RequestParam(required = false) @Nullable TeamState state,
            PageRequest page,
            Scope scope) {
        if (kind != null && !kinds.has(kind)) {
            throw InvalidRequest.parameter("kind", "unknown-code");
        }
        Scope within = scope;
        if (area != null) {
            var _ = areas.scopeOf(area, "?area", scope);
            within = Scope.area(area);
        }
        return teams.page(kind, state, within, page).map(this::view);
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<TeamView> correctTeam(
            @PathVariable String id,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = TeamCorrection.class)))
                    @RequestBody
                    JsonNode patch,
            Scope scope) {
        return answer(founding.correct(
                id,
                version,
                scope,
                now -> patches.apply(TeamCorrection.of(now), patch, TeamCorrection.class)
                        .description()));
    }

    /** Takes a resident of the team's area in. */
    @PostMapping("/{id}/members")
    ResponseEntity<TeamView> joinTeam(
            @PathVariable String id, @Valid @RequestBody Joining body, @Nullable IdempotencyKey key, Scope scope) {
        MemberRole role = body.role() == null ? MemberRole.MEMBER : body.role();
        return created(teams.act(id, scope, key, team -> {
            membership.requireOfArea(body.residentId(), team.area(), "/residentId");
            team.join(body.residentId(), role, clock.instant());
        }));
    }

    /** Lets a member go. */
    @PostMapping("/{id}/departures")
    ResponseEntity<TeamView> leaveTeam(
            @PathVariable String id, @Valid @RequestBody Departure body, @Nullable IdempotencyKey key, Scope scope) {
        LeavingReason reason = Boolean.TRUE.equals(body.excluded()) ? LeavingReason.EXCLUDED : LeavingReason.OWN_WISH;
        return created(teams.act(id, scope, key, team -> team.leave(body.residentId(), reason)));
    }

    /** Hands the team over to another of its members. */
    @PostMapping("/{id}/hand-overs")
    ResponseEntity<TeamView> handTeamOver(
            @PathVariable String id, @Valid @RequestBody HandOver body, @Nullable IdempotencyKey key, Scope scope) {
        return created(teams.act(id, scope, key, team -> team.handOver(body.residentId())));
    }

    /** Ends the team; it stays in the list as dissolved. */
    @PostMapping("/{id}/dissolutions")
    ResponseEntity<TeamView> dissolveTeam(
            @PathVariable String id, @Valid @RequestBody Dissolution body, @Nullable IdempotencyKey key, Scope scope) {
        return created(founding.dissolve(id, body.reason(), key, scope));
    }

    private ResponseEntity<TeamView> created(Team team) {
        return ResponseEntity.created(URI.create(PATH + team.id()))
                .eTag(etag(team))
                .body(view(team));
    }

    private ResponseEntity<TeamView> answer(Team team) {
        return ResponseEntity.ok().eTag(etag(team)).body(view(team));
    }

    private static String etag(Team team) {
        return Etags.of(team.version(), "full");
    }

    private TeamView view(Team team) {
        return TeamView.of(team, kinds.named(team.kind(), "/kind"));
    }

    /**
     * A team to be entered.
     *
     * @param area a committee, or a street for a team that spans it; within the caller's own
     * @param kind a code of the shipped kinds
     * @param leader the resident who leads it; she lives in the area
     * @param skills what its members can; what its kind usually can where it is not said
     */
    record Founding(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 60) String name,
            @NotBlank @Size(max = 40) String kind,
            @Nullable @Size(min = 1, max = 100) String venue,
            @NotBlank @Size(max = 64) String leader,
            @Nullable @Size(max = 20) Set<@NotBlank @Size(max = 40) String> skills) {}

    /** What may be put right of a team. */
    record TeamCorrection(
            @NotBlank @Size(max = 60) String name,
            @Nullable @Size(min = 1, max = 100) String venue,
            @NotNull @Size(max = 20) Set<@NotBlank @Size(max = 40) String> skills) {

        static TeamCorrection of(Description now) {
            return new TeamCorrection(now.name(), now.venue(), now.skills());
        }

        Description description() {
            return new Description(name.strip(), venue, skills);
        }
    }

    /** Who joins, as what; as a plain member where it is not said. */
    record Joining(
            @NotBlank @Size(max = 64) String residentId,
            @Nullable MemberRole role) {}

    /** Who leaves; of her own wish unless the team sends her away. */
    record Departure(
            @NotBlank @Size(max = 64) String residentId,
            @Nullable Boolean excluded) {}

    /** Who leads from now on. */
    record HandOver(@NotBlank @Size(max = 64) String residentId) {}

    /** Why the team ends. */
    record Dissolution(@NotNull DissolutionReason reason) {}

    /** A member as she is shown. */
    record MemberView(String residentId, MemberRole role, Instant since) {}

    /**
     * A team as it is shown.
     *
     * @param emergencyRoles what teams of its kind are good for in an emergency
     * @param quietSince when it did something last, or was founded
     */
    record TeamView(
            String id,
            String area,
            String name,
            String kind,
            String kindName,
            List<String> emergencyRoles,
            @Nullable String venue,
            Set<String> skills,
            TeamState state,
            @Nullable String leader,
            List<MemberView> members,
            Instant quietSince,
            @Nullable Instant dissolvedAt,
            @Nullable DissolutionReason dissolutionReason,
            Instant createdAt,
            Instant updatedAt) {

        static TeamView of(Team team, Kind kind) {
            return new TeamView(
                    team.id(),
                    team.area(),
                    team.description().name(),
                    kind.id(),
                    kind.chinese(),
                    kind.emergencyRoles(),
                    team.description().venue(),
                    team.description().skills(),
                    team.status(),
                    team.leader().map(Member::residentId).orElse(null),
                    team.members().stream()
                            .map(member -> new MemberView(member.residentId(), member.role(), member.since()))
                            .toList(),
                    team.quietSince(),
                    team.dissolvedAt(),
                    team.dissolutionReason(),
                    team.createdAt(),
                    team.updatedAt());
        }
    }
}
