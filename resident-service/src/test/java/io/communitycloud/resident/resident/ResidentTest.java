package io.communitycloud.resident.resident;

import static io.communitycloud.resident.household.HouseholdFixture.aHousehold;
import static io.communitycloud.resident.household.HouseholdFixture.aHouseholdIn;
import static io.communitycloud.resident.organisation.OrganisationFixture.aClosedOrganisation;
import static io.communitycloud.resident.organisation.OrganisationFixture.anOrganisationIn;
import static io.communitycloud.resident.resident.ResidentFixture.TODAY;
import static io.communitycloud.resident.resident.ResidentFixture.aPerson;
import static io.communitycloud.resident.resident.ResidentFixture.aResident;
import static io.communitycloud.resident.resident.ResidentFixture.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.dwelling.DwellingFixture;
import io.communitycloud.resident.household.Household;
import io.communitycloud.resident.organisation.Organisation;
import io.communitycloud.resident.resident.ResidentEvent.ResidentCorrected;
import io.communitycloud.resident.resident.ResidentEvent.ResidentDied;
import io.communitycloud.resident.resident.ResidentEvent.ResidentJoinedOrganisation;
import io.communitycloud.resident.resident.ResidentEvent.ResidentMoved;
import io.communitycloud.resident.resident.ResidentEvent.ResidentRegistered;
import io.communitycloud.resident.resident.ResidentEvent.ResidentRemoved;
import java.time.LocalDate;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentTest {

    private static final String COMMITTEE = "310101002001";
    private static final String NEIGHBOUR = "310101002002";

    @Test
    void isVisibleToTheAreasAboveHerHerHouseholdAndHerself() {
        Household home = aHousehold();
        Resident resident = aResident().livingIn(home).build();

        assertThat(resident.scope())
                .containsExactly(
                        "310000000000",
                        "310101000000",
                        "310101002000",
                        COMMITTEE,
                        "resident:" + resident.id(),
                        "household:" + home.id());
    }

    @Test
    void tellsOfHerRegistrationWithoutAnythingPersonal() {
        Household home = aHousehold();
        Resident resident = aResident().livingIn(home).registered();

        assertThat(resident.registeredEvents())
                .containsExactly(new ResidentRegistered(
                        resident.id(), COMMITTEE, home.id(), home.dwelling(), ResidenceKind.REGISTERED));
    }

    @Test
    void isVisibleUnderHerOrganisationWithinEachAreaAboveHer() {
        Organisation shop = anOrganisationIn(NEIGHBOUR);
        Resident resident = aResident().build();
        resident.join(shop, OrganisationRole.EMPLOYEE, TODAY, TODAY);

        assertThat(resident.scope())
                .contains("organisation:" + shop.id() + "@310000000000", "organisation:" + shop.id() + "@" + COMMITTEE)
                .doesNotContain("organisation:" + shop.id() + "@" + NEIGHBOUR);
        assertThat(resident.registeredEvents())
                .containsExactly(new ResidentJoinedOrganisation(resident.id(), COMMITTEE, shop.id(), TODAY));
        resident.leave(shop.id(), TODAY, TODAY);
        assertThat(resident.scope()).noneMatch(key -> key.startsWith("organisation:"));
        assertThat(resident.organisationIds()).isEmpty();
    }

    @Test
    void joinsNoOrganisationThatClosed() {
        assertThatThrownBy(() -> aResident().build().join(aClosedOrganisation(), OrganisationRole.MEMBER, TODAY, TODAY))
                .isInstanceOf(Refused.class);
    }

    @Test
    void belongsToAnOrganisationOnceAtATime() {
        Organisation shop = anOrganisationIn(COMMITTEE);
        Resident resident = aResident().build();
        resident.join(shop, OrganisationRole.MEMBER, TODAY.minusDays(9), TODAY);

        assertRefused(() -> resident.join(shop, OrganisationRole.HEAD, TODAY, TODAY), ResidentRefusal.BELONGS_TO_IT);
        resident.leave(shop.id(), TODAY.minusDays(3), TODAY);
        assertRefused(
                () -> resident.join(shop, OrganisationRole.HEAD, TODAY.minusDays(4), TODAY),
                ResidentRefusal.dayOutOfOrder("/from"));
        assertRefused(() -> resident.leave(shop.id(), TODAY, TODAY), ResidentRefusal.BELONGS_NOT_TO_IT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "1979-12-31"})
    void cannotHaveComeInTheFutureOrBeforeHerBirth(String day) {
        assertRefused(() -> aResident().since(day).registered(), ResidentRefusal.dayOutOfOrder("/since"));
    }

    @Test
    void belongsToTheNewCommitteeOnceSheMoved() {
        Household from = aHousehold();
        Household to = aHouseholdIn(NEIGHBOUR);
        Resident resident = aResident().livingIn(from).build();

        move(resident, to, "2026-11-01");

        assertThat(resident.area()).isEqualTo(NEIGHBOUR);
        assertThat(resident.scope())
                .contains(NEIGHBOUR, "household:" + to.id())
                .doesNotContain(COMMITTEE, "household:" + from.id());
        assertThat(resident.registeredEvents())
                .containsExactly(new ResidentMoved(
                        resident.id(),
                        COMMITTEE,
                        NEIGHBOUR,
                        from.id(),
                        to.id(),
                        from.dwelling(),
                        to.dwelling(),
                        LocalDate.of(2026, 11, 1)));
    }

    @Test
    void keepsWhereSheLivedOnEveryDay() {
        Household from = aHousehold();
        Household to = aHousehold();
        Resident resident = aResident().livingIn(from).since("2020-01-01").build();
        move(resident, to, "2024-05-01");

        assertThat(resident.linkOn(LocalDate.of(2019, 12, 31))).isNull();
        assertThat(resident.linkOn(LocalDate.of(2024, 4, 30)))
                .extracting(DwellingLink::householdId)
                .isEqualTo(from.id());
        assertThat(resident.linkOn(LocalDate.of(2024, 5, 1)))
                .extracting(DwellingLink::householdId)
                .isEqualTo(to.id());
        assertThat(resident.linkTo(to.id()).current()).isTrue();
        assertThat(resident.isHeadOfHousehold()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-12-31", "2026-11-23"})
    void cannotMoveBeforeSheCameOrInTheFuture(String day) {
        Resident resident = aResident().since("2020-01-01").build();

        assertRefused(() -> move(resident, aHousehold(), day), ResidentRefusal.dayOutOfOrder("/on"));
    }

    @Test
    void cannotMoveWhereSheLives() {
        Household home = aHousehold();
        Resident resident = aResident().livingIn(home).build();

        assertRefused(() -> move(resident, home, "2026-11-01"), ResidentRefusal.LIVES_THERE_ALREADY);
    }

    @Test
    void namesTheMembersThatWerePutRightAndNotWhatTheyHold() {
        Resident resident = aResident().build();

        resident.correct(named(aPerson(), "李小红", new SealedValue("c", "i", "t")));

        assertThat(resident.registeredEvents())
                .containsExactly(new ResidentCorrected(resident.id(), COMMITTEE, Set.of("name", "phone")));
        assertThat(resident.hasPhone()).isTrue();
    }

    @Test
    void tellsNobodyOfACorrectionThatChangesNothing() {
        Resident resident = aResident().build();

        resident.correct(aPerson());

        assertThat(resident.registeredEvents()).isEmpty();
    }

    @Test
    void leavesHerHouseholdWhenSheDies() {
        Household home = aHousehold();
        Resident resident = aResident().livingIn(home).build();

        resident.die(TODAY, TODAY);

        assertThat(resident.status()).isEqualTo(ResidentStatus.DECEASED);
        assertThat(resident.registered()).isTrue();
        assertThat(resident.household()).isNull();
        assertThat(resident.scope()).doesNotContain("household:" + home.id()).contains(COMMITTEE);
        assertThat(resident.registeredEvents())
                .containsExactly(new ResidentDied(resident.id(), COMMITTEE, home.id(), TODAY));
    }

    @Test
    void staysAsSheWasOnceSheDied() {
        Resident resident = aResident().build();
        resident.die(TODAY, TODAY);

        assertRefused(() -> resident.die(TODAY, TODAY), ResidentRefusal.DECEASED);
        assertRefused(() -> resident.correct(aPerson()), ResidentRefusal.DECEASED);
        assertRefused(() -> move(resident, aHousehold(), "2026-11-22"), ResidentRefusal.DECEASED);
    }

    @Test
    void leavesEverybodysScopeWhenSheIsTakenOut() {
        Household home = aHousehold();
        Resident resident = aResident().livingIn(home).build();

        resident.remove(TODAY);

        assertThat(resident.registered()).isFalse();
        assertThat(resident.scope()).containsExactly("removed:" + COMMITTEE);
        assertThat(resident.registeredEvents())
                .containsExactly(new ResidentRemoved(resident.id(), COMMITTEE, home.id()));
    }

    private static void move(Resident resident, Household to, String day) {
        resident.move(to, DwellingFixture.path(to.area()), "8", LocalDate.parse(day), TODAY);
    }

    private static void assertRefused(ThrowingCallable act, Refusal refusal) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
