package io.communitycloud.team.team;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.team.TeamEvent.TeamActivated;
import io.communitycloud.team.team.TeamEvent.TeamCorrected;
import io.communitycloud.team.team.TeamEvent.TeamDissolved;
import io.communitycloud.team.team.TeamEvent.TeamFounded;
import io.communitycloud.team.team.TeamEvent.TeamJoined;
import io.communitycloud.team.team.TeamEvent.TeamLed;
import io.communitycloud.team.team.TeamEvent.TeamLeft;
import io.communitycloud.team.team.TeamEvent.TeamStateTold;
import io.communitycloud.team.team.TeamEvent.TeamTurnedDormant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * An autonomy team (自治团队) of an area: who is in it, who leads it, and whether it does anything.
 *
 * <p>{@code quietSince} is the last moment at which it did something, or when it was founded: by it the clock turns a team
 * dormant. The ids of the members stand beside them a second time, since a search by them has an index.
 */
@AggregateRoot(collection = "teams", topic = "team.teams.v1")
public final class Team extends Aggregate {

    /** How many may be in one team: what a committee can still call a team, and what a document holds with ease. */
    static final int MOST_MEMBERS = 200;

    private final String kind;
    private Description description;
    private TeamState status;
    private Instant quietSince;
    private List<Member> members;
    private List<String> memberIds;
    private @Nullable Instant dissolvedAt;
    private @Nullable DissolutionReason dissolutionReason;

    @PersistenceCreator
    Team(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String kind,
            Description description,
            TeamState status,
            Instant quietSince,
            List<Member> members) {
        super(id, area, scope, createdAt);
        this.kind = kind;
        this.description = description;
        this.status = status;
        this.quietSince = quietSince;
        this.members = List.copyOf(members);
        this.memberIds = idsOf(members);
    }

    /** Enters a team in the list of its area, with the resident who leads it. */
    static Team found(
            String id,
            String area,
            List<String> path,
            String kind,
            Description description,
            String leader,
            Instant now) {
        List<String> scope = new ArrayList<>(path);
        scope.add("team:" + id);
        Team team = new Team(
                id,
                area,
                scope,
                now,
                kind,
                description,
                TeamState.FOUNDED,
                now,
                List.of(new Member(leader, MemberRole.LEADER, now)));
        team.register(new TeamFounded(id, area, kind, description.skills()));
        team.register(new TeamJoined(id, area, leader, MemberRole.LEADER));
        return team;
    }

    /**
     * Puts right what the team says of itself; saying the same changes nothing and is told to nobody.
     *
     * @throws Refused where it is dissolved
     */
    void correct(Description corrected) {
        requireAlive();
        if (!corrected.equals(description)) {
            description = corrected;
            register(new TeamCorrected(id(), area(), kind, corrected.skills()));
        }
    }

    /**
     * Takes a resident in.
     *
     * @throws Refused where she is in it, it is full or dissolved, or she would be a second leader
     */
    void join(String residentId, MemberRole role, Instant now) {
        requireAlive();
        if (memberIds.contains(residentId)) {
            throw new Refused(TeamRefusal.ALREADY_IN_TEAM);
        }
        if (role == MemberRole.LEADER && leader().isPresent()) {
            throw new Refused(TeamRefusal.HAS_A_LEADER);
        }
        if (members.size() >= MOST_MEMBERS) {
            throw new Refused(TeamRefusal.FULL);
        }
        List<Member> joined = new ArrayList<>(members);
        joined.add(new Member(residentId, role, now));
        setMembers(joined);
        register(new TeamJoined(id(), area(), residentId, role));
        if (role == MemberRole.LEADER) {
            register(new TeamLed(id(), area(), residentId));
        }
    }

    /**
     * Lets a resident go who asked for it or whom the team sends away.
     *
     * @throws Refused where she is not in it or leads it
     */
    void leave(String residentId, LeavingReason reason) {
        Member member = member(residentId).orElseThrow(() -> new Refused(TeamRefusal.NOT_IN_TEAM));
        if (member.role() == MemberRole.LEADER && status != TeamState.DISSOLVED) {
            throw new Refused(TeamRefusal.LEADER_STAYS);
        }
        part(residentId, reason);
    }

    /**
     * Lets a resident go whom life took away; where she led, the longest-serving deputy takes over, or nobody does.
     *
     * <p>Said again, it changes nothing.
     */
    void part(String residentId, LeavingReason reason) {
        Optional<Member> parting = member(residentId);
        if (parting.isEmpty()) {
            return;
        }
        List<Member> left = new ArrayList<>(members);
        left.remove(parting.get());
        setMembers(left);
        register(new TeamLeft(id(), area(), residentId, reason));
        if (parting.get().role() == MemberRole.LEADER && status != TeamState.DISSOLVED) {
            Optional<Member> deputy = members.stream()
                    .filter(each -> each.role() == MemberRole.DEPUTY)
                    .min(Comparator.comparing(Member::since));
            deputy.ifPresent(each -> replace(each, each.as(MemberRole.LEADER)));
            register(new TeamLed(id(), area(), deputy.map(Member::residentId).orElse(null)));
        }
    }

    /**
     * Hands the team over to another of its members; who led it becomes a member like others.
     *
     * @throws Refused where the other is not in it or it is dissolved
     */
    void handOver(String residentId) {
        requireAlive();
        Member next = member(residentId).orElseThrow(() -> new Refused(TeamRefusal.NOT_IN_TEAM));
        if (next.role() == MemberRole.LEADER) {
            return;
        }
        leader().ifPresent(now -> replace(now, now.as(MemberRole.MEMBER)));
        replace(next, next.as(MemberRole.LEADER));
        register(new TeamLed(id(), area(), residentId));
    }

    /**
     * Notes that the team did something; that activates it and wakes it where it slept, unless it is as long ago as it
     * takes to fall asleep.
     *
     * @throws Refused where it is dissolved
     */
    public void didSomething(Instant when, Duration untilDormant, Instant now) {
        requireAlive();
        if (when.isAfter(quietSince)) {
            quietSince = when;
        }
        if (status != TeamState.ACTIVE && quietSince.isAfter(now.minus(untilDormant))) {
            register(new TeamActivated(id(), area(), kind, status));
            status = TeamState.ACTIVE;
        }
    }

    /** Turns dormant where nothing was done for so long; otherwise stays as it is. */
    void fallAsleep(Duration untilDormant, Instant now) {
        boolean awake = status == TeamState.FOUNDED || status == TeamState.ACTIVE;
        if (awake && !quietSince.isAfter(now.minus(untilDormant))) {
            status = TeamState.DORMANT;
            register(new TeamTurnedDormant(id(), area(), kind, quietSince));
        }
    }

    /**
     * Ends the team; it stays in the list as dissolved.
     *
     * @throws Refused where it is dissolved
     */
    void dissolve(DissolutionReason reason, Instant now) {
        requireAlive();
        status = TeamState.DISSOLVED;
        dissolvedAt = now;
        dissolutionReason = reason;
        register(new TeamDissolved(id(), area(), kind, reason));
    }

    private void requireAlive() {
        if (status == TeamState.DISSOLVED) {
            throw new Refused(TeamRefusal.DISSOLVED);
        }
    }

    private void setMembers(List<Member> now) {
        members = List.copyOf(now);
        memberIds = idsOf(members);
    }

    private void replace(Member one, Member other) {
        setMembers(members.stream().map(each -> each.equals(one) ? other : each).toList());
    }

    private static List<String> idsOf(List<Member> members) {
        return members.stream().map(Member::residentId).toList();
    }

    public Optional<Member> leader() {
        return members.stream().filter(each -> each.role() == MemberRole.LEADER).findFirst();
    }

    public Optional<Member> member(String residentId) {
        return members.stream()
                .filter(each -> each.residentId().equals(residentId))
                .findFirst();
    }

    public String kind() {
        return kind;
    }

    public Description description() {
        return description;
    }

    public TeamState status() {
        return status;
    }

    /** When it did something last, or was founded. */
    public Instant quietSince() {
        return quietSince;
    }

    public List<Member> members() {
        return members;
    }

    @Nullable
    Instant dissolvedAt() {
        return dissolvedAt;
    }

    @Nullable
    DissolutionReason dissolutionReason() {
        return dissolutionReason;
    }

    @Override
    public DomainEvent state() {
        return new TeamStateTold(
                id(),
                area(),
                kind,
                description.skills(),
                status,
                quietSince,
                members.size(),
                leader().map(Member::residentId).orElse(null));
    }
}
