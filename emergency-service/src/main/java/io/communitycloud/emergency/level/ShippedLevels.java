package io.communitycloud.emergency.level;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.Shipped;
import io.communitycloud.emergency.shipment.Shipment;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The levels of 2020 as shipped ({@code data/quarantine-policies.yaml}).
 *
 * <p>The data name neither disease, authority nor document: we read them as those of C01, diseases managed as class A, and
 * say of the rest that it is unknown.
 */
@Component
class ShippedLevels implements Shipment {

    static final String TYPE = "C01";

    private final ResponseLevels levels;
    private final AreaTree areas;
    private final Clock clock;
    private final String city;

    ShippedLevels(
            ResponseLevels levels, AreaTree areas, Clock clock, @Value("${cloud.city:310000000000}") String city) {
        this.levels = levels;
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
        if (levels.find(ResponseLevel.idOf(city, TYPE), Scope.everything()).isEmpty()) {
            try {
                levels.begin(ResponseLevel.begin(city, path, TYPE, declarations(), clock.instant()));
            } catch (Refused loadedByAnotherInstance) {
                return true;
            }
        }
        return true;
    }

    static List<Declaration> declarations() {
        return Shipped.read("/data/quarantine-policies.yaml").list("response_levels").stream()
                .map(row -> new Declaration(
                        Level.valueOf(row.text("level")),
                        OffsetDateTime.parse(row.text("effective_from")).toInstant(),
                        null,
                        null,
                        null,
                        row.textOrNull("note"),
                        row.text("basis"),
                        "shipped"))
                .toList();
    }
}
