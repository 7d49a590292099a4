package io.communitycloud.exchange.call;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.github.f4b6a3.ulid.Ulid;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * The rows of all calls, in the order of their ids, which is that of their times.
 *
 * <p>A row's id was given to it at the edge, so rows that come twice are there once. What is older than is kept is a range of
 * ids too.
 */
@Repository
class CallRecords {

    private static final String COLLECTION = "call_records";
    private static final int FORGOTTEN_AT_ONCE = 5_000;
    private static final String MARK = "calls";

    private final MongoTemplate mongo;
    private final String city;

    CallRecords(MongoTemplate mongo, Indexes indexes, IdentityProperties identity) {
        this.mongo = mongo;
        this.city = identity.city();
        indexes.require(COLLECTION, new Index(new Document("scope", 1).append("_id", -1), false, false));
        indexes.require(
                COLLECTION,
                new Index(new Document("scope", 1).append("operation", 1).append("_id", -1), false, false));
    }

    /** Adds rows; those that are there already stay as they are. */
    void add(List<CallRecord> rows) {
        List<Document> documents = rows.stream().map(this::document).toList();
        if (documents.isEmpty()) {
            return;
        }
        try {
            records().insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            boolean cameBefore = failure.getWriteErrors().stream()
                    .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!cameBefore || failure.getWriteConcernError() != null) {
                throw failure;
            }
        }
    }

    private Document document(CallRecord row) {
        Document document = new Document();
        mongo.getConverter().write(row, document);
        List<String> scope = new ArrayList<>(List.of(city));
        if (row.bureau() != null) {
            scope.add("bureau:" + row.bureau());
        }
        return document.append("scope", scope);
    }

    /** A page of rows within a scope, newest first. */
    Page<CallRecord> page(
            @Nullable String operation,
            @Nullable Instant from,
            @Nullable Instant to,
            Scope scope,
            PageRequest request) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(eq("scope", scope.key()));
        if (operation != null) {
            conditions.add(eq("operation", operation));
        }
        if (from != null) {
            conditions.add(gte("_id", idAt(from)));
        }
        String before = to == null ? null : idAt(to);
        Cursor cursor = request.cursor();
        if (cursor != null) {
            String last = lastSeen(cursor);
            before = before == null || last.compareTo(before) < 0 ? last : before;
        }
        if (before != null) {
            conditions.add(lt("_id", before));
        }
        List<CallRecord> found = records()
                .find(and(conditions))
                .sort(Sorts.descending("_id"))
                .limit(request.limit() + 1)
                .map(document -> mongo.getConverter().read(CallRecord.class, document))
                .into(new ArrayList<>());
        boolean more = found.size() > request.limit();
        List<CallRecord> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(shown, more ? Cursor.of(MARK, shown.getLast().id()).encode() : null);
    }

    private static String lastSeen(Cursor cursor) {
        List<String> keys = cursor.keys();
        if (keys.size() != 2 || !keys.getFirst().equals(MARK)) {
            throw InvalidRequest.parameter("cursor", "not-a-cursor");
        }
        return keys.getLast();
    }

    /** Forgets some of what is older than a time; how many. */
    int forgetBefore(Instant time) {
        List<String> old = records()
                .find(lt("_id", idAt(time)))
                .projection(new Document("_id", 1))
                .sort(Sorts.ascending("_id"))
                .limit(FORGOTTEN_AT_ONCE)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
        if (!old.isEmpty()) {
            records().deleteMany(new Document("_id", new Document("$in", old)));
        }
        return old.size();
    }

    /** The least id of a millisecond. */
    private static String idAt(Instant time) {
        return new Ulid(Math.max(0, time.toEpochMilli()) << 16, 0).toString();
    }

    private MongoCollection<Document> records() {
        return mongo.getCollection(COLLECTION);
    }
}
