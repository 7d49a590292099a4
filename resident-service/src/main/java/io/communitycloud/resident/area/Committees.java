package io.communitycloud.resident.area;

import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The committees (居委会, 村委会) that homes and people belong to.
 *
 * <p>A former code is accepted and stands for the area that followed it; what is written carries the code in force.
 */
@Component
public class Committees {

    /** More successors than this would be a circle. */
    private static final int MOST_SUCCESSIONS = 16;

    private final AreaTree tree;

    Committees(AreaTree tree) {
        this.tree = tree;
    }

    /**
     * The committee a caller wants to put something into.
     *
     * @param pointer the member that names it
     * @throws InvalidRequest 400 where no such area is known or it is no committee
     * @throws Refused 404 where it lies outside the caller's scope
     */
    public Committee require(String code, String pointer, Scope caller) {
        Area area = inForce(code).orElseThrow(() -> InvalidRequest.field(pointer, "unknown-area"));
        if (area.level() != Level.COMMITTEE) {
            throw InvalidRequest.field(pointer, "not-a-committee");
        }
        return new Committee(area.code(), tree.scopeOf(area.code(), pointer, caller));
    }

    private Optional<Area> inForce(String code) {
        Optional<Area> area = tree.find(code);
        for (int step = 0; step < MOST_SUCCESSIONS; step++) {
            String successor = area.map(Area::successor).orElse(null);
            if (successor == null) {
                return area.filter(found -> found.validTo() == null);
            }
            area = tree.find(successor);
        }
        return Optional.empty();
    }

    /**
     * A committee in force.
     *
     * @param path the codes from the city down to its own
     */
    public record Committee(String code, List<String> path) {}
}
