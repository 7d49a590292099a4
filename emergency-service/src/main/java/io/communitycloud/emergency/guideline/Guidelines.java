package io.communitycloud.emergency.guideline;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.emergency.level.Level;
import io.communitycloud.emergency.level.ResponseLevels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The editions of all guidelines; everybody may read them. */
@Repository
class Guidelines {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing EDITIONS = new Listing(List.of("area", "incidentType", "level"), "validFrom", true);

    private final Aggregates<Guideline> guidelines;
    private final ResponseLevels levels;
    private final AreaTree areas;
    private final Scope city;

    Guidelines(
            AggregateStores stores,
            ResponseLevels levels,
            AreaTree areas,
            @Value("${cloud.city:310000000000}") String city) {
        this.guidelines = stores.of(Guideline.class, List.of(NEWEST, EDITIONS));
        this.levels = levels;
        this.areas = areas;
        this.city = Scope.area(city);
    }

    /** As everybody may read them. */
    Scope everybody() {
        return city;
    }

    Optional<Guideline> find(String id, Scope scope) {
        return guidelines.find(id, scope);
    }

    Guideline require(String id, Scope scope) {
        return guidelines.require(id, scope);
    }

    void save(Guideline guideline) {
        guidelines.save(guideline);
    }

    Page<Guideline> page(Scope scope, PageRequest page) {
        return guidelines.page(NEWEST, Map.of(), scope, page);
    }

    /** What was in force in an area at a moment; nothing where no level was. */
    Optional<Applicable> inForce(String area, String incidentType, Instant moment) {
        return levels.inForce(area, incidentType, moment)
                .map(level -> new Applicable(
                        level,
                        edition(area, incidentType, level.declaration().level(), moment)
                                .orElse(null)));
    }

    /** The edition of the nearest region at or above the area that has one for the level. */
    private Optional<Guideline> edition(String area, String incidentType, Level level, Instant moment) {
        for (String region : areas.path(area).reversed()) {
            Optional<Guideline> found = guidelines
                    .page(
                            EDITIONS,
                            Map.of("area", region, "incidentType", incidentType, "level", level.name()),
                            city,
                            PageRequest.first(PageRequest.MAXIMUM_LIMIT))
                    .items()
                    .stream()
                    .filter(each -> !each.validFrom().isAfter(moment))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * The level in force and the edition bound to it.
     *
     * @param guideline null where none was issued for the level
     */
    record Applicable(
            ResponseLevels.InForce level, @Nullable Guideline guideline) {}
}
