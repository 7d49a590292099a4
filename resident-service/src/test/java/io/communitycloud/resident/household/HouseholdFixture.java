package io.communitycloud.resident.household;

import static io.communitycloud.resident.dwelling.DwellingFixture.aDwellingIn;

import io.communitycloud.common.events.Ids;
import java.time.Instant;

/** Households for tests. */
public final class HouseholdFixture {

    private HouseholdFixture() {}

    public static Household aHousehold() {
        return aHouseholdIn("310101002001");
    }

    public static Household aHouseholdIn(String committee) {
        Household household = Household.form(Ids.next(), aDwellingIn(committee), HouseholdKind.FAMILY, Instant.EPOCH);
        household.saved(1, 1, Instant.EPOCH);
        return household;
    }
}
