package io.communitycloud.exchange.migration;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Who calls what is to end, and who calls what takes its place: counted in memory, written down every second, one document
 * per operation, side, caller and day.
 */
@Repository
public class Migrations {

    /** Who has not called for this long does not call any more. */
    static final Duration RECENTLY = Duration.ofDays(30);

    private static final String COUNTS = "migration_calls";
    private static final String SUNSETS = "migration_sunsets";
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Map<Count, Long> pending = new ConcurrentHashMap<>();
    private volatile Map<String, Sunset> sunsets = Map.of();

    Migrations(MongoTemplate mongo, Clock clock, Indexes indexes) {
        this.mongo = mongo;
        this.clock = clock;
        indexes.require(COUNTS, Index.on("systemId", "operation", "day"));
        indexes.require(COUNTS, Index.on("day"));
    }

    /** Which of the two is called. */
    public enum Side {
        OLD,
        NEW
    }

    /** Counts a call; it is written down later. */
    public void count(String systemId, String operation, Side side, String caller) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), CITY);
        pending.merge(new Count(systemId, operation, side, caller, day), 1L, Long::sum);
    }

    /**
     * Writes down what was counted; what cannot be written is kept for the next time. One at a time, so that whoever reads
     * afterwards misses nothing that another was about to write.
     */
    @Scheduled(fixedDelayString = "${exchange.migrations.write:1s}")
    public synchronized void write() {
        for (Count count : List.copyOf(pending.keySet())) {
            Long calls = pending.remove(count);
            if (calls == null) {
                continue;
            }
            try {
                counts().updateOne(
                                Filters.eq("_id", count.id()),
                                Updates.combine(
                                        Updates.inc("calls", calls),
                                        Updates.set("systemId", count.systemId()),
                                        Updates.set("operation", count.operation()),
                                        Updates.set("side", count.side().name()),
                                        Updates.set("caller", count.caller()),
                                        Updates.set("day", count.day().toString()),
                                        Updates.set("lastAt", clock.instant().toString())),
                                new UpdateOptions().upsert(true));
            } catch (RuntimeException notNow) {
                pending.merge(count, calls, Long::sum);
                throw notNow;
            }
        }
    }

    /** The calls of the last thirty days to an operation and to its successor. */
    Usage usage(String systemId, String operation) {
        String since =
                LocalDate.ofInstant(clock.instant().minus(RECENTLY), CITY).toString();
        Map<String, Instant> callers = new TreeMap<>();
        Map<Side, Long> calls = new EnumMap<>(Side.class);
        String lastCaller = null;
        Instant lastAt = null;
        Bson recent = Filters.and(
                Filters.eq("systemId", systemId), Filters.eq("operation", operation), Filters.gte("day", since));
        for (Document count : counts().find(recent)) {
            Side side = Side.valueOf(count.getString("side"));
            calls.merge(side, count.get("calls", Number.class).longValue(), Long::sum);
            Instant at = Instant.parse(count.getString("lastAt"));
            if (side == Side.OLD) {
                callers.merge(count.getString("caller"), at, (one, other) -> one.isAfter(other) ? one : other);
                if (lastAt == null || at.isAfter(lastAt)) {
                    lastAt = at;
                    lastCaller = count.getString("caller");
                }
            }
        }
        return new Usage(
                calls.getOrDefault(Side.OLD, 0L), calls.getOrDefault(Side.NEW, 0L), lastCaller, lastAt, callers);
    }

    /** The share of each system's calls of the last thirty days that went to successors, of a hundred. */
    public Map<String, Integer> sharesMoved() {
        String since =
                LocalDate.ofInstant(clock.instant().minus(RECENTLY), CITY).toString();
        Map<String, Long> all = new HashMap<>();
        Map<String, Long> moved = new HashMap<>();
        for (Document count : counts().find(Filters.gte("day", since))) {
            long calls = count.get("calls", Number.class).longValue();
            all.merge(count.getString("systemId"), calls, Long::sum);
            if (Side.valueOf(count.getString("side")) == Side.NEW) {
                moved.merge(count.getString("systemId"), calls, Long::sum);
            }
        }
        Map<String, Integer> shares = new HashMap<>();
        all.forEach((system, calls) -> shares.put(system, share(moved.getOrDefault(system, 0L), calls)));
        return shares;
    }

    private static int share(long part, long all) {
        return Math.toIntExact(Math.round(100.0 * part / all));
    }

    /** The end of an operation, where one is set. */
    Optional<Sunset> sunset(String systemId, String operation) {
        return Optional.ofNullable(sunsets.get(systemId + ":" + operation));
    }

    void end(String systemId, String operation, Sunset sunset) {
        sunsets()
                .updateOne(
                        Filters.eq("_id", systemId + ":" + operation),
                        Updates.combine(
                                Updates.set("on", sunset.on().toString()), Updates.set("reason", sunset.reason())),
                        new UpdateOptions().upsert(true));
        load();
    }

    /** Reads which operations end when; other instances may have been told. */
    @Scheduled(fixedDelayString = "${exchange.migrations.read:5s}")
    void load() {
        Map<String, Sunset> found = new HashMap<>();
        for (Document each : sunsets().find()) {
            found.put(
                    each.getString("_id"), new Sunset(LocalDate.parse(each.getString("on")), each.getString("reason")));
        }
        sunsets = Map.copyOf(found);
    }

    private MongoCollection<Document> counts() {
        return mongo.getCollection(COUNTS);
    }

    private MongoCollection<Document> sunsets() {
        return mongo.getCollection(SUNSETS);
    }

    /** The day an operation ends, and why. */
    record Sunset(LocalDate on, String reason) {}

    /**
     * Who called in the last thirty days.
     *
     * @param callers of the old operation with the time of their last call
     */
    record Usage(
            long oldCalls,
            long newCalls,
            @Nullable String lastCaller,
            @Nullable Instant lastCallAt,
            Map<String, Instant> callers) {

        /** The share of calls that went to the successor, of a hundred; null where nobody called either. */
        @Nullable
        Integer shareMoved() {
            long all = oldCalls + newCalls;
            return all == 0 ? null : share(newCalls, all);
        }

        /** The bureaus that still call. */
        List<String> bureaus() {
            return callers.keySet().stream()
                    .filter(each -> !each.equals(Callers.STAFF))
                    .toList();
        }
    }

    private record Count(String systemId, String operation, Side side, String caller, LocalDate day) {

        String id() {
            return systemId + ":" + operation + ":" + side + ":" + caller + ":" + day;
        }
    }
}
