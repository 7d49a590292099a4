package io.communitycloud.resident.accesslog;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * The chains of all committees; only ever added to.
 *
 * <p>A link's {@code _id} is its place, committee and position, so two writers can never both take it: that unique slot
 * is what makes the chain one without a transaction.
 */
@Repository
class AccessEntries {

    private static final String COLLECTION = "accessEntries";
    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");
    private static final int ATTEMPTS = 100;

    private final MongoTemplate mongo;
    private final AreaTree areas;
    private final Clock clock;

    AccessEntries(MongoTemplate mongo, AreaTree areas, Clock clock, Indexes indexes) {
        this.mongo = mongo;
        this.areas = areas;
        this.clock = clock;
        indexes.require(COLLECTION, Index.on("recordId"));
        indexes.require(COLLECTION, Index.on("area", "position"));
        indexes.require(COLLECTION, Index.on("day", "area", "position"));
        indexes.require(COLLECTION, new Index(new Document("scope", 1).append("recordId", -1), false, false));
    }

    /**
     * Appends a record to its committee's chain.
     *
     * @return false where it is in the chain already
     */
    boolean append(JsonNode access) {
        String area = text(access, "area");
        String recordId = text(access, "id");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // The head first, then the record: whoever appends it in between takes the place after this head.
            Document head = head(area).orElse(null);
            if (entries().find(eq("recordId", recordId)).first() != null) {
                return false;
            }
            if (insert(access, area, recordId, head)) {
                return true;
            }
        }
        throw new Refused(Refusal.of("unavailable", Refusal.Kind.UNAVAILABLE));
    }

    private boolean insert(JsonNode access, String area, String recordId, @Nullable Document head) {
        long position = head == null ? 1 : head.getLong("position") + 1;
        String previousHash = head == null ? AccessEntry.GENESIS : head.getString("hash");
        String record = access.toString();
        try {
            entries()
                    .insertOne(new Document("_id", place(area, position))
                            .append("area", area)
                            .append("position", position)
                            .append("recordId", recordId)
                            .append("previousHash", previousHash)
                            .append("hash", Hashes.sha256(previousHash, record))
                            .append("record", record)
                            .append("day", day(head))
                            .append("scope", scopeOf(area, access)));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    /** The day on which it was appended, never before that of its predecessor whatever the clock does. */
    private String day(@Nullable Document head) {
        String today = LocalDate.now(clock.withZone(CITY_TIME)).toString();
        if (head == null) {
            return today;
        }
        String before = head.getString("day");
        return before.compareTo(today) > 0 ? before : today;
    }

    private List<String> scopeOf(String area, JsonNode access) {
        if (areas.isEmpty()) {
            // At the start the map may still be on its way; the event is tried again.
            throw new Refused(Refusal.of("unavailable", Refusal.Kind.UNAVAILABLE));
        }
        List<String> scope = new ArrayList<>(areas.path(area));
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("no area has the code of the record");
        }
        if (access.path("resourceType").asString().equals("resident")) {
            access.path("resourceIds")
                    .forEach(id -> scope.add(Scope.of("resident", id.asString()).key()));
        }
        return scope;
    }

    /** Looks at one resident, newest first; whether the caller may see them is decided before. */
    Page<AccessEntry> ofResident(String residentId, PageRequest page) {
        return page(Scope.of("resident", residentId), page);
    }

    /** Looks at anybody within an area, newest first. */
    Page<AccessEntry> page(Scope scope, PageRequest request) {
        List<Bson> conditions = new ArrayList<>(List.of(eq("scope", scope.key())));
        Cursor cursor = request.cursor();
        if (cursor != null) {
            if (cursor.keys().size() != 1) {
                throw InvalidRequest.parameter("cursor", "not-a-cursor");
            }
            conditions.add(lt("recordId", cursor.keys().getFirst()));
        }
        List<AccessEntry> found = entries()
                .find(and(conditions))
                .sort(descending("recordId"))
                .limit(request.limit() + 1)
                .map(AccessEntries::entry)
                .into(new ArrayList<>());
        boolean more = found.size() > request.limit();
        List<AccessEntry> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                List.copyOf(shown), more ? Cursor.of(shown.getLast().recordId()).encode() : null);
    }

    /** Walks a chain from its first link. */
    void walk(String area, Consumer<AccessEntry> visitor) {
        entries()
                .find(eq("area", area))
                .sort(ascending("position"))
                .map(AccessEntries::entry)
                .forEach(visitor);
    }

    /** The first day on which anything was appended from a day on. */
    Optional<LocalDate> firstDayFrom(LocalDate day) {
        return Optional.ofNullable(entries()
                        .find(gte("day", day.toString()))
                        .sort(ascending("day"))
                        .first())
                .map(document -> LocalDate.parse(document.getString("day")));
    }

    /** The last links that chains had at the end of a day, of those that grew on it, in the order of their areas. */
    List<AccessEntry> headsOf(LocalDate day) {
        List<AccessEntry> heads = new ArrayList<>();
        String after = "";
        while (true) {
            Document head = entries()
                    .find(and(eq("day", day.toString()), gt("area", after)))
                    .sort(orderBy(ascending("area"), descending("position")))
                    .first();
            if (head == null) {
                return heads;
            }
            heads.add(entry(head));
            after = head.getString("area");
        }
    }

    private Optional<Document> head(String area) {
        return Optional.ofNullable(
                entries().find(eq("area", area)).sort(descending("position")).first());
    }

    private static AccessEntry entry(Document document) {
        return new AccessEntry(
                document.getString("area"),
                document.getLong("position"),
                document.getString("recordId"),
                document.getString("previousHash"),
                document.getString("hash"),
                document.getString("record"));
    }

    private static String place(String area, long position) {
        return String.format(Locale.ROOT, "%s:%012d", area, position);
    }

    private static String text(JsonNode access, String member) {
        JsonNode value = access.path(member);
        if (!value.isString() || value.asString().isEmpty()) {
            throw new IllegalArgumentException("the record has no " + member);
        }
        return value.asString();
    }

    private MongoCollection<Document> entries() {
        return mongo.getCollection(COLLECTION);
    }
}
