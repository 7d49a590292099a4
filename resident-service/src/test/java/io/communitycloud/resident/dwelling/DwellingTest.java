package io.communitycloud.resident.dwelling;

import static io.communitycloud.resident.dwelling.DwellingFixture.aDescription;
import static io.communitycloud.resident.dwelling.DwellingFixture.aDwellingIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.dwelling.Dwelling.Description;
import io.communitycloud.resident.dwelling.DwellingEvent.DwellingCorrected;
import io.communitycloud.resident.dwelling.DwellingEvent.DwellingRemoved;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DwellingTest {

    private static final String COMMITTEE = "310101002001";
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private final Dwelling dwelling = aDwellingIn(COMMITTEE);

    @Test
    void tellsNobodyOfACorrectionThatChangesNothing() {
        dwelling.correct(aDescription());

        assertThat(dwelling.registeredEvents()).isEmpty();
    }

    @Test
    void tellsOfACorrectionWithoutTheAddress() {
        dwelling.correct(new Description(dwelling.address(), dwelling.type(), Tenure.LET, null));

        assertThat(dwelling.registeredEvents())
                .containsExactly(new DwellingCorrected(dwelling.id(), COMMITTEE, DwellingType.OLD_LILONG, Tenure.LET));
    }

    @Test
    void leavesEverybodysScopeWhenItIsRemoved() {
        dwelling.remove(lived(false, Set.of()), NOW);

        assertThat(dwelling.removed()).isTrue();
        assertThat(dwelling.scope()).containsExactly("removed:" + COMMITTEE);
        assertThat(dwelling.registeredEvents()).containsExactly(new DwellingRemoved(dwelling.id(), COMMITTEE));
    }

    @Test
    void staysWhileSomebodyLivesThere() {
        assertThatThrownBy(() -> dwelling.remove(lived(true, Set.of()), NOW))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(DwellingRefusal.LIVED_IN));
    }

    @Test
    void staysForAMinuteForAHouseholdThatIsOnItsWay() {
        dwelling.expect("H", NOW);

        assertThatThrownBy(() -> dwelling.remove(lived(false, Set.of()), NOW.plusSeconds(59)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(DwellingRefusal.BEING_MOVED_INTO));
        dwelling.remove(lived(false, Set.of()), NOW.plusSeconds(60));
    }

    @Test
    void goesOnceTheHouseholdThatCameHasLeft() {
        dwelling.expect("H", NOW);

        dwelling.remove(lived(false, Set.of("H")), NOW);

        assertThat(dwelling.removed()).isTrue();
    }

    private static Occupancy lived(boolean in, Set<String> arrived) {
        return new Occupancy() {
            @Override
            public boolean isLivedIn(String dwellingId) {
                return in;
            }

            @Override
            public boolean hasArrived(String householdId) {
                return arrived.contains(householdId);
            }
        };
    }
}
