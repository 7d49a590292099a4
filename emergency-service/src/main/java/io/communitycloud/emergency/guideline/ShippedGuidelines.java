package io.communitycloud.emergency.guideline;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.catalogue.Shipped;
import io.communitycloud.emergency.level.Level;
import io.communitycloud.emergency.shipment.Shipment;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The editions of 2020 as shipped ({@code data/guideline-measures.yaml}), each in force from the first moment of the level
 * it is bound to.
 *
 * <p>Authority, document and legal basis are not in the data, so they are unknown.
 */
@Component
class ShippedGuidelines implements Shipment {

    static final String TYPE = "C01";

    private static final Logger LOG = LoggerFactory.getLogger(ShippedGuidelines.class);

    private static final List<Level> LEVELS = List.of(Level.I, Level.II, Level.III);

    private final Guidelines guidelines;
    private final AreaTree areas;
    private final Clock clock;
    private final String city;

    ShippedGuidelines(
            Guidelines guidelines, AreaTree areas, Clock clock, @Value("${cloud.city:310000000000}") String city) {
        this.guidelines = guidelines;
        this.areas = areas;
        this.clock = clock;
        this.city = city;
    }

    @Override
    public boolean load() {
        List<String> path = areas.path(city);
        if (path.isEmpty()) {
            return false;
        }
        for (Level level : LEVELS) {
            Guideline shipped = shipped(level, city, path, clock.instant());
            if (guidelines.find(shipped.id(), Scope.everything()).isEmpty()) {
                enter(shipped);
            }
        }
        return true;
    }

    private void enter(Guideline shipped) {
        try {
            guidelines.save(shipped.issued());
        } catch (DuplicateKeyException loadedByAnotherInstance) {
            LOG.debug("{} is there already", shipped.id(), loadedByAnotherInstance);
        }
    }

    static Guideline shipped(Level level, String city, List<String> path, Instant now) {
        Shipped file = Shipped.read("/data/guideline-measures.yaml");
        List<Measure> measures = file.list("measures").stream()
                .filter(row -> row.text("level").equals(level.name()))
                .map(row -> new Measure(
                        row.text("id"),
                        row.text("type"),
                        row.text("area"),
                        row.text("do"),
                        row.text("check"),
                        row.number("min_per_day"),
                        row.text("basis"),
                        null))
                .toList();
        String edition = file.map("levels").map(level.name()).text("guideline_version");
        return new Guideline(
                "shipped." + level.name(),
                city,
                path,
                now,
                TYPE,
                level,
                edition,
                since(level),
                measures,
                null,
                null,
                null);
    }

    private static Instant since(Level level) {
        return Shipped.read("/data/quarantine-policies.yaml").list("response_levels").stream()
                .filter(row -> row.text("level").equals(level.name()))
                .map(row -> OffsetDateTime.parse(row.text("effective_from")).toInstant())
                .findFirst()
                .orElseThrow();
    }
}
