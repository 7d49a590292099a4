package io.communitycloud.resident.area;

import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.PageRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/**
 * The register of areas, filled from the shipped table at the first start.
 *
 * <p>{@code data/areas-shanghai.csv} holds the codes in force on 2023-06-30: 1 city, 16 districts, 234 streets and towns,
 * 6,509 committees. {@code data/areas-former.csv} holds codes that ended before, with the last edition of GB/T 2260 they
 * were seen in and the code that followed.
 */
@Repository
class Areas {

    private static final Logger LOG = LoggerFactory.getLogger(Areas.class);
    private static final LocalDate EDITION = LocalDate.of(2023, 6, 30);
    private static final LocalDate FIRST_EDITION = LocalDate.of(2002, 12, 31);
    private static final Listing BY_CODE = Listing.oldestFirst();

    private final Aggregates<RegisteredArea> areas;
    private final AreaTree tree;
    private final Clock clock;

    Areas(AggregateStores stores, AreaTree tree, Clock clock) {
        this.areas = stores.of(RegisteredArea.class, List.of(BY_CODE));
        this.tree = tree;
        this.clock = clock;
    }

    /** Brings the register up to the shipped table and the tree in memory up to the register. */
    void load() {
        List<Area> shipped = shipped();
        String city = shipped.getFirst().code();
        List<Area> held = held(Scope.area(city));
        Set<String> known = new HashSet<>();
        held.forEach(area -> known.add(area.code()));
        AreaTree table = new AreaTree();
        table.put(shipped);
        int entered = 0;
        for (Area area : shipped) {
            if (!known.contains(area.code())) {
                enter(area, table);
                entered++;
            }
        }
        tree.put(entered == 0 ? held : held(Scope.area(city)));
        LOG.info("{} areas are known, {} of them entered just now", tree.size(), entered);
    }

    private void enter(Area area, AreaTree table) {
        try {
            areas.save(RegisteredArea.enter(area, table.path(area.code()), clock.instant()));
        } catch (DuplicateKeyException enteredByAnotherInstance) {
            LOG.debug("{} is there already", area.code());
        }
    }

    private List<Area> held(Scope city) {
        List<Area> held = new ArrayList<>();
        @Nullable Cursor cursor = null;
        do {
            var page = areas.page(BY_CODE, Map.of(), city, new PageRequest(PageRequest.MAXIMUM_LIMIT, cursor));
            page.items().forEach(area -> held.add(area.facts()));
            cursor = page.next() == null ? null : Cursor.decode(page.next());
        } while (cursor != null);
        return held;
    }

    /** The codes in force, then the former ones that are still met with on papers. */
    static List<Area> shipped() {
        List<Area> areas = new ArrayList<>(read(
                "/data/areas-shanghai.csv",
                row -> new Area(
                        row.get("code"),
                        level(row),
                        row.get("name"),
                        row.get("parent").isEmpty() ? null : row.get("parent"),
                        EDITION,
                        null,
                        null)));
        areas.addAll(read(
                "/data/areas-former.csv",
                row -> new Area(
                        row.get("code"),
                        level(row),
                        row.get("name"),
                        row.get("parent"),
                        FIRST_EDITION,
                        LocalDate.parse(row.get("lastSeen")),
                        row.get("successor"))));
        return areas;
    }

    private static Level level(CSVRecord row) {
        return Level.valueOf(row.get("level").toUpperCase(Locale.ROOT));
    }

    private static List<Area> read(String resource, Function<CSVRecord, Area> reading) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream table = Areas.class.getResourceAsStream(resource)) {
            if (table == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return format.parse(new InputStreamReader(table, StandardCharsets.UTF_8)).stream()
                    .map(reading)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
