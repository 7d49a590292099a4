package io.communitycloud.team.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.team.TeamEvent.TeamActivated;
import io.communitycloud.team.team.TeamEvent.TeamCorrected;
import io.communitycloud.team.team.TeamEvent.TeamDissolved;
import io.communitycloud.team.team.TeamEvent.TeamFounded;
import io.communitycloud.team.team.TeamEvent.TeamJoined;
import io.communitycloud.team.team.TeamEvent.TeamLed;
import io.communitycloud.team.team.TeamEvent.TeamLeft;
import io.communitycloud.team.team.TeamEvent.TeamTurnedDormant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TeamTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);
    private static final String AREA = "310101002001";

    private final Team team = Team.found(
            "T",
            AREA,
            List.of("310000000000", "310101000000", "310101002000", AREA),
            "mutual_help",
            new Description("云南中路互助队", null, Set.of("care")),
            "leader",
            NOW);

    @Test
    void isFoundedWithItsLeaderAndSeenByItself() {
        assertThat(team.status()).isEqualTo(TeamState.FOUNDED);
        assertThat(team.scope()).contains(AREA, "310000000000", "team:T");
        assertThat(types()).containsExactly(TeamFounded.class, TeamJoined.class);
        assertThat(team.registeredEvents().toString()).doesNotContain("云南");
    }

    @Test
    void becomesActiveByDoingSomething() {
        team.didSomething(NOW, HALF_A_YEAR, NOW);
        team.didSomething(NOW.plusSeconds(1), HALF_A_YEAR, NOW.plusSeconds(1));
        assertThat(team.status()).isEqualTo(TeamState.ACTIVE);
        assertThat(types()).endsWith(TeamJoined.class, TeamActivated.class);
    }

    @Test
    void fallsAsleepAfterItsTimeAndNotBefore() {
        team.didSomething(NOW, HALF_A_YEAR, NOW);
        team.fallAsleep(HALF_A_YEAR, NOW.plus(HALF_A_YEAR).minusMillis(1));
        assertThat(team.status()).isEqualTo(TeamState.ACTIVE);
        team.fallAsleep(HALF_A_YEAR, NOW.plus(HALF_A_YEAR));
        team.fallAsleep(HALF_A_YEAR, NOW.plus(HALF_A_YEAR));
        assertThat(team.status()).isEqualTo(TeamState.DORMANT);
        assertThat(types()).endsWith(TeamActivated.class, TeamTurnedDormant.class);
    }

    @Test
    void isWokenByWhatItDoesButNotByWhatItDidLongAgo() {
        Instant later = NOW.plus(Duration.ofDays(400));
        team.fallAsleep(HALF_A_YEAR, later);
        team.didSomething(later.minus(HALF_A_YEAR), HALF_A_YEAR, later);
        assertThat(team.status()).isEqualTo(TeamState.DORMANT);
        team.didSomething(later, HALF_A_YEAR, later);
        assertThat(team.status()).isEqualTo(TeamState.ACTIVE);
        assertThat(team.registeredEvents().getLast())
                .isEqualTo(new TeamActivated("T", AREA, "mutual_help", TeamState.DORMANT));
    }

    @Test
    void takesEachResidentOnce() {
        team.join("neighbour", MemberRole.MEMBER, NOW);
        refused("already-in-team", 409, () -> team.join("neighbour", MemberRole.DEPUTY, NOW));
        refused("team-has-a-leader", 409, () -> team.join("other", MemberRole.LEADER, NOW));
    }

    @Test
    void isFullAtTwoHundred() {
        for (int number = 1; number < Team.MOST_MEMBERS; number++) {
            team.join("member-" + number, MemberRole.MEMBER, NOW);
        }
        refused("team-full", 422, () -> team.join("one-more", MemberRole.MEMBER, NOW));
    }

    @Test
    void letsNobodyLeaveWhoIsNotInItAndNoLeaderWhoLeads() {
        refused("not-in-team", 409, () -> team.leave("stranger", LeavingReason.OWN_WISH));
        refused("leader-must-hand-over", 409, () -> team.leave("leader", LeavingReason.OWN_WISH));
        team.join("neighbour", MemberRole.MEMBER, NOW);
        team.handOver("neighbour");
        team.leave("leader", LeavingReason.OWN_WISH);
        assertThat(team.leader()).map(Member::residentId).hasValue("neighbour");
        assertThat(types()).endsWith(TeamLed.class, TeamLeft.class);
    }

    @Test
    void isHandedOverToMembersOnly() {
        refused("not-in-team", 409, () -> team.handOver("stranger"));
        team.handOver("leader");
        assertThat(types()).doesNotContain(TeamLed.class);
    }

    @Test
    void goesToItsLongestServingDeputyWhenItsLeaderDies() {
        team.join("younger", MemberRole.DEPUTY, NOW.plusSeconds(2));
        team.join("elder", MemberRole.DEPUTY, NOW.plusSeconds(1));
        team.part("leader", LeavingReason.DIED);
        team.part("leader", LeavingReason.DIED);
        assertThat(team.leader()).map(Member::residentId).hasValue("elder");
        assertThat(team.registeredEvents()).last().isEqualTo(new TeamLed("T", AREA, "elder"));
        assertThat(types().stream().filter(TeamLeft.class::equals)).hasSize(1);
    }

    @Test
    void isLedByNobodyWhereNobodyCanTakeOver() {
        team.join("neighbour", MemberRole.TREASURER, NOW);
        team.part("leader", LeavingReason.MOVED);
        assertThat(team.leader()).isEmpty();
        assertThat(team.registeredEvents()).last().isEqualTo(new TeamLed("T", AREA, null));
        team.join("next", MemberRole.LEADER, NOW);
        assertThat(team.leader()).map(Member::residentId).hasValue("next");
    }

    @Test
    void saysNothingOfACorrectionThatChangesNothing() {
        team.correct(new Description("云南中路互助队", null, Set.of("care")));
        assertThat(types()).doesNotContain(TeamCorrected.class);
        team.correct(new Description("云南中路互助队", "活动室", Set.of("care")));
        assertThat(types()).endsWith(TeamCorrected.class);
    }

    @Test
    void doesNothingAnyMoreOnceDissolved() {
        team.dissolve(DissolutionReason.OWN_DECISION, NOW);
        assertThat(types()).endsWith(TeamDissolved.class);
        refused("team-dissolved", 409, () -> team.dissolve(DissolutionReason.OWN_DECISION, NOW));
        refused("team-dissolved", 409, () -> team.join("late", MemberRole.MEMBER, NOW));
        refused("team-dissolved", 409, () -> team.handOver("leader"));
        refused("team-dissolved", 409, () -> team.didSomething(NOW, HALF_A_YEAR, NOW));
        refused("team-dissolved", 409, () -> team.correct(new Description("x", null, Set.of())));
        team.fallAsleep(HALF_A_YEAR, NOW.plus(HALF_A_YEAR));
        assertThat(team.status()).isEqualTo(TeamState.DISSOLVED);
    }

    private List<Class<? extends DomainEvent>> types() {
        return team.registeredEvents().stream()
                .<Class<? extends DomainEvent>>map(DomainEvent::getClass)
                .toList();
    }

    private static void refused(String code, int status, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .extracting(Refused::refusal)
                .matches(refusal -> refusal.code().equals(code), code)
                .matches(refusal -> refusal.kind().status() == status, "status " + status);
    }
}
