package io.communitycloud.resident.dwelling;

import io.communitycloud.common.events.Ids;
import io.communitycloud.resident.dwelling.Dwelling.Description;
import java.time.Instant;
import java.util.List;

/** Homes for tests. */
public final class DwellingFixture {

    private DwellingFixture() {}

    public static Dwelling aDwellingIn(String committee) {
        Dwelling dwelling = Dwelling.register(Ids.next(), committee, path(committee), aDescription(), Instant.EPOCH);
        dwelling.saved(1, 1, Instant.EPOCH);
        return dwelling;
    }

    public static Description aDescription() {
        return new Description(
                new Address("云南中路1弄", "2号", null, "301室"), DwellingType.OLD_LILONG, Tenure.UNKNOWN, null);
    }

    /** The codes from the city down to a committee of 310101002000. */
    public static List<String> path(String committee) {
        return List.of("310000000000", "310101000000", "310101002000", committee);
    }
}
