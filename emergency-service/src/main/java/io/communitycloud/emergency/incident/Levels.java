package io.communitycloud.emergency.incident;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Roles;
import io.communitycloud.common.web.InvalidRequest;
import org.springframework.stereotype.Component;

/** On which level somebody acts: as the area table says, never read off a code. */
@Component
public class Levels {

    private final AreaTree areas;

    Levels(AreaTree areas) {
        this.areas = areas;
    }

    /** The level of a caller's own area; a service acts for the city. */
    public Level of(Caller caller) {
        String area = caller.area();
        if (area == null || caller.has(Roles.SYSTEM)) {
            return Level.CITY;
        }
        return areas.level(area).orElse(Level.COMMITTEE);
    }

    /**
     * The level of an area.
     *
     * @throws InvalidRequest where no such area is known
     */
    public Level of(String area, String pointer) {
        return areas.level(area).orElseThrow(() -> InvalidRequest.field(pointer, "unknown-area"));
    }
}
