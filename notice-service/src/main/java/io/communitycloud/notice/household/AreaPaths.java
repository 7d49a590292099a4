package io.communitycloud.notice.household;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import java.util.List;
import org.springframework.stereotype.Component;

/** The codes above the areas that events name. */
@Component
class AreaPaths {

    private final AreaTree areas;

    AreaPaths(AreaTree areas) {
        this.areas = areas;
    }

    /**
     * The codes from the city down to an area.
     *
     * @throws Refused 503 while it is not known: another topic brings the areas, and its order against this one is open
     */
    List<String> of(String area) {
        List<String> path = areas.path(area);
        if (path.isEmpty()) {
            throw new Refused(Refusal.of("area-not-known-yet", Refusal.Kind.UNAVAILABLE));
        }
        return path;
    }
}
