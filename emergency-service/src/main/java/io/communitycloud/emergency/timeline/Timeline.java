package io.communitycloud.emergency.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Sorts;
import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.emergency.incident.Incident;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The timelines of all incidents: entries under the ids of the events that told them, so that twice is once. */
@Repository
class Timeline {

    private static final String COLLECTION = "timeline";
    private static final String SIGNATURE = "timeline";

    private final MongoTemplate mongo;

    Timeline(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("scope", "incident", "_id"));
    }

    /** Enters what an event tells; entered before, nothing changes. */
    void enter(Incident incident, Told told, EventMeta meta) {
        String activation = told.activationId() == null ? told.cause() : told.activationId();
        Document entry = new Document();
        mongo.getConverter()
                .write(
                        new TimelineEntry(
                                meta.id(),
                                incident.id(),
                                incident.area(),
                                incident.scope(),
                                meta.time(),
                                meta.type(),
                                meta.topic(),
                                meta.subject(),
                                activation,
                                told.step(),
                                told.code(),
                                incident.exercise(),
                                told.by()),
                        entry);
        try {
            mongo.getCollection(COLLECTION).insertOne(entry);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
    }

    /** What happened about an incident, in the order in which it happened. */
    Page<TimelineEntry> page(Incident incident, Scope scope, PageRequest request) {
        List<Bson> conditions = new ArrayList<>(List.of(eq("scope", scope.key()), eq("incident", incident.id())));
        Cursor cursor = request.cursor();
        if (cursor != null) {
            conditions.add(gt("_id", last(cursor)));
        }
        List<TimelineEntry> found = mongo.getCollection(COLLECTION)
                .find(and(conditions))
                .sort(Sorts.ascending("_id"))
                .limit(request.limit() + 1)
                .map(document -> mongo.getConverter().read(TimelineEntry.class, document))
                .into(new ArrayList<>());
        if (found.size() <= request.limit()) {
            return new Page<>(found, null);
        }
        List<TimelineEntry> shown = found.subList(0, request.limit());
        return new Page<>(shown, Cursor.of(SIGNATURE, shown.getLast().id()).encode());
    }

    private static String last(Cursor cursor) {
        if (cursor.keys().size() != 2 || !cursor.keys().getFirst().equals(SIGNATURE)) {
            throw InvalidRequest.parameter("cursor", "not-a-cursor");
        }
        return cursor.keys().getLast();
    }
}
