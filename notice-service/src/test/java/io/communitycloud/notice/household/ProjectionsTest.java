package io.communitycloud.notice.household;

import static io.communitycloud.notice.household.Neighbourhood.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.notice.TestCity;
import io.communitycloud.notice.WorkedByHand;
import io.communitycloud.notice.household.HouseholdListener.HouseholdStateTold;
import io.communitycloud.notice.household.HouseholdListener.HouseholdTold;
import io.communitycloud.notice.household.ResidentListener.ResidentStateTold;
import io.communitycloud.notice.household.ResidentListener.ResidentTold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ProjectionsTest extends WorkedByHand {

    private static final Instant THEN = Instant.parse("2026-11-20T00:00:00Z");

    @Autowired
    private HouseholdListener householdListener;

    @Autowired
    private ResidentListener residentListener;

    @Autowired
    private Households households;

    @Autowired
    private Members members;

    @Test
    void keepsAHouseholdOnceHoweverOftenItIsTold() {
        for (int time = 0; time < 3; time++) {
            householdListener.formed(new HouseholdTold(TestCity.COMMITTEE), event("household-formed", "H1", 1, THEN));
        }
        assertThat(thereAt(THEN)).containsExactly("H1");
    }

    @Test
    void keepsADissolvedHouseholdGoneWhenItsBeginningComesLate() {
        householdListener.dissolved(
                new HouseholdTold(TestCity.COMMITTEE),
                event("household-dissolved", "H1", 2, THEN.plus(Duration.ofHours(1))));
        householdListener.formed(new HouseholdTold(TestCity.COMMITTEE), event("household-formed", "H1", 1, THEN));
        assertThat(thereAt(THEN.plus(Duration.ofHours(2)))).isEmpty();
    }

    @Test
    void knowsWhoWasThereAtAMoment() {
        householdListener.formed(new HouseholdTold(TestCity.COMMITTEE), event("household-formed", "H1", 1, THEN));
        householdListener.dissolved(
                new HouseholdTold(TestCity.COMMITTEE),
                event("household-dissolved", "H1", 2, THEN.plus(Duration.ofHours(1))));
        assertThat(thereAt(THEN.minusMillis(1))).isEmpty();
        assertThat(thereAt(THEN)).containsExactly("H1");
        assertThat(thereAt(THEN.plus(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void takesARepublishedStateOnlyWhereItIsNews() {
        householdListener.state(
                new HouseholdStateTold(TestCity.COMMITTEE, false), event("household-state", "H1", 1, THEN));
        householdListener.dissolved(new HouseholdTold(TestCity.COMMITTEE), event("household-dissolved", "H1", 2, THEN));
        householdListener.state(
                new HouseholdStateTold(TestCity.COMMITTEE, false), event("household-state", "H1", 1, THEN));
        assertThat(thereAt(THEN)).isEmpty();
    }

    @Test
    void followsAResidentInOrderOfHerOwnEvents() {
        residentListener.livesThere(new ResidentTold("H1"), event("registered", "R1", 1, THEN));
        residentListener.livesThere(new ResidentTold("H3"), event("moved", "R1", 3, THEN));
        residentListener.livesThere(new ResidentTold("H2"), event("moved", "R1", 2, THEN));
        residentListener.livesThere(new ResidentTold("H1"), event("registered", "R1", 1, THEN));
        assertThat(members.of("R1")).hasValue(Scope.of("household", "H3"));
    }

    @Test
    void forgetsTheHouseholdOfWhoLeft() {
        residentListener.livesThere(new ResidentTold("H1"), event("registered", "R1", 1, THEN));
        residentListener.left(new ResidentTold("H1"), event("died", "R1", 2, THEN));
        assertThat(members.of("R1")).isEmpty();
        residentListener.state(new ResidentStateTold(null, "DECEASED"), event("state", "R1", 2, THEN));
        assertThat(members.of("R1")).isEmpty();
        residentListener.state(new ResidentStateTold("H9", "ACTIVE"), event("state", "R2", 4, THEN));
        assertThat(members.of("R2")).hasValue(Scope.of("household", "H9"));
    }

    private List<String> thereAt(Instant moment) {
        return households.thereAt(moment, Scope.area(TestCity.STREET), null, 10).stream()
                .map(Household::id)
                .toList();
    }
}
