package io.communitycloud.emergency.level;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/** The response levels of all regions; everybody may know them. */
@Repository
public class ResponseLevels {

    private static final Listing BY_ID = Listing.oldestFirst();

    private final Aggregates<ResponseLevel> levels;
    private final AreaTree areas;
    private final Scope city;

    ResponseLevels(AggregateStores stores, AreaTree areas, @Value("${cloud.city:310000000000}") String city) {
        this.levels = stores.of(ResponseLevel.class, List.of(BY_ID));
        this.areas = areas;
        this.city = Scope.area(city);
    }

    /** As everybody may read them. */
    Scope everybody() {
        return city;
    }

    Optional<ResponseLevel> find(String id, Scope scope) {
        return levels.find(id, scope);
    }

    ResponseLevel require(String id, Scope scope) {
        return levels.require(id, scope);
    }

    /**
     * Keeps a new history.
     *
     * @throws Refused 409 where there is one
     */
    void begin(ResponseLevel level) {
        try {
            levels.save(level);
        } catch (DuplicateKeyException another) {
            throw new Refused(LevelRefusal.DECLARED_ALREADY);
        }
    }

    ResponseLevel act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<ResponseLevel> act) {
        return levels.act(id, scope, key, act);
    }

    Page<ResponseLevel> page(Scope scope, PageRequest page) {
        return levels.page(BY_ID, Map.of(), scope, page);
    }

    /**
     * What was in force in an area at a moment: its own region's declaration, or that of the nearest region above.
     *
     * <p>A region that lifted its own level follows the one above again.
     */
    public Optional<InForce> inForce(String area, String incidentType, Instant moment) {
        for (String region : areas.path(area).reversed()) {
            Optional<InForce> found = levels.find(ResponseLevel.idOf(region, incidentType), city)
                    .flatMap(level -> level.at(moment)
                            .filter(declared -> declared.level() != Level.NONE)
                            .map(declared ->
                                    new InForce(level.id(), region, incidentType, declared, level.until(declared))));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * What was in force.
     *
     * @param until when it ended, null while it is
     */
    public record InForce(
            String levelId,
            String region,
            String incidentType,
            Declaration declaration,
            @Nullable Instant until) {}
}
