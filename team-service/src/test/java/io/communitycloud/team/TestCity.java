package io.communitycloud.team;

import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.AreaLevels.Level;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small part of the city: codes whose level cannot be read off them are among it. */
public final class TestCity {

    public static final String CITY = "310000000000";
    public static final String DISTRICT = "310101000000";
    public static final String STREET = "310101002000";
    public static final String COMMITTEE = "310101002001";
    public static final String NEIGHBOUR = "310101002002";
    public static final String TENTH = "310101002010";
    public static final String OTHER_DISTRICT = "310110000000";
    public static final String OTHER_STREET = "310110009000";
    public static final String OTHER_COMMITTEE = "310110009001";

    private TestCity() {}

    /** Puts the areas into a tree. */
    public static void settle(AreaTree areas) {
        areas.put(List.of(
                area(CITY, Level.CITY, null),
                area(DISTRICT, Level.DISTRICT, CITY),
                area(STREET, Level.STREET, DISTRICT),
                area(COMMITTEE, Level.COMMITTEE, STREET),
                area(NEIGHBOUR, Level.COMMITTEE, STREET),
                area(TENTH, Level.COMMITTEE, STREET),
                area(OTHER_DISTRICT, Level.DISTRICT, CITY),
                area(OTHER_STREET, Level.STREET, OTHER_DISTRICT),
                area(OTHER_COMMITTEE, Level.COMMITTEE, OTHER_STREET)));
    }

    private static Area area(String code, Level level, @Nullable String parent) {
        return new Area(code, level, "area " + code, parent, LocalDate.of(2023, 6, 30), null, null);
    }
}
