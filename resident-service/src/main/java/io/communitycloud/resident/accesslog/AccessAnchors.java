package io.communitycloud.resident.accesslog;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.accesslog.AccessAnchor.Head;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The anchors, one document a day, and the heads they seal, one document each. */
@Repository
class AccessAnchors {

    private static final String ANCHORS = "accessAnchors";
    private static final String HEADS = "accessAnchorHeads";

    private final MongoTemplate mongo;

    AccessAnchors(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(HEADS, Index.on("day", "area"));
        indexes.require(HEADS, Index.on("area", "day"));
    }

    Optional<AccessAnchor> latest() {
        return Optional.ofNullable(anchors().find().sort(descending("_id")).first())
                .map(AccessAnchors::anchor);
    }

    /** Keeps an anchor with its heads; false where that day has one already. */
    boolean keep(AccessAnchor anchor, List<Head> heads) {
        String day = anchor.day().toString();
        // The heads first: an anchor is only there when all it seals is.
        for (Head head : heads) {
            String id = day + ":" + head.area();
            heads().replaceOne(
                            eq("_id", id),
                            new Document("_id", id)
                                    .append("day", day)
                                    .append("area", head.area())
                                    .append("position", head.position())
                                    .append("hash", head.hash()),
                            new ReplaceOptions().upsert(true));
        }
        try {
            anchors()
                    .insertOne(new Document("_id", day)
                            .append("at", anchor.at().toString())
                            .append("chains", anchor.chains())
                            .append("previousRoot", anchor.previousRoot())
                            .append("root", anchor.root()));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    /** The heads that a day's anchor seals, in the order of their areas. */
    List<Head> headsOn(LocalDate day) {
        return heads().find(eq("day", day.toString()))
                .sort(orderBy(ascending("day"), ascending("area")))
                .map(AccessAnchors::head)
                .into(new ArrayList<>());
    }

    /** What was sealed of one chain, oldest first. */
    List<Head> headsOf(String area) {
        return heads().find(eq("area", area))
                .sort(orderBy(ascending("area"), ascending("day")))
                .map(AccessAnchors::head)
                .into(new ArrayList<>());
    }

    /** The first anchor after a day, or of all. */
    Optional<AccessAnchor> after(@Nullable LocalDate day) {
        Bson condition = day == null ? new Document() : gt("_id", day.toString());
        return Optional.ofNullable(
                        anchors().find(condition).sort(ascending("_id")).first())
                .map(AccessAnchors::anchor);
    }

    /** Newest first. */
    Page<AccessAnchor> page(PageRequest request) {
        List<Bson> conditions = new ArrayList<>(List.of(new Document()));
        Cursor cursor = request.cursor();
        if (cursor != null) {
            if (cursor.keys().size() != 1) {
                throw InvalidRequest.parameter("cursor", "not-a-cursor");
            }
            conditions.add(lt("_id", cursor.keys().getFirst()));
        }
        List<AccessAnchor> found = anchors()
                .find(and(conditions))
                .sort(descending("_id"))
                .limit(request.limit() + 1)
                .map(AccessAnchors::anchor)
                .into(new ArrayList<>());
        boolean more = found.size() > request.limit();
        List<AccessAnchor> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                List.copyOf(shown),
                more ? Cursor.of(shown.getLast().day().toString()).encode() : null);
    }

    private static AccessAnchor anchor(Document document) {
        return new AccessAnchor(
                LocalDate.parse(document.getString("_id")),
                Instant.parse(document.getString("at")),
                document.getInteger("chains"),
                document.getString("previousRoot"),
                document.getString("root"));
    }

    private static Head head(Document document) {
        return new Head(document.getString("area"), document.getLong("position"), document.getString("hash"));
    }

    private MongoCollection<Document> anchors() {
        return mongo.getCollection(ANCHORS);
    }

    private MongoCollection<Document> heads() {
        return mongo.getCollection(HEADS);
    }
}
