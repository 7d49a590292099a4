package io.communitycloud.resource.stock;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * The cards of all lots, line by line; only ever added to.
 *
 * <p>A line's {@code _id} is its lot and its cause. The lot decides, under its version, and carries its last line until the
 * next: whoever moves it or reads its card writes that line down first. So no line is lost to a crash in between and none
 * is there twice.
 */
@Repository
class Card {

    private static final String COLLECTION = "stock_movements";

    private final MongoTemplate mongo;

    Card(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("lot", "position"));
    }

    /** Writes down what a lot moved last; a line that is there stays as it is. */
    void keep(Lot lot) {
        Movement line = lot.last();
        if (line == null) {
            return;
        }
        Document document = new Document("_id", idOf(line.lot(), line.cause()));
        mongo.getConverter().write(line, document);
        document.append("area", lot.area()).append("scope", lot.scope());
        try {
            lines().insertOne(document);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
    }

    Optional<Movement> find(String lot, String cause) {
        return Optional.ofNullable(lines().find(eq("_id", idOf(lot, cause))).first())
                .map(this::line);
    }

    /** The lines of a lot in their order; whether the caller may see them is decided before. */
    Page<Movement> page(String lot, PageRequest request) {
        List<Bson> conditions = new ArrayList<>(List.of(eq("lot", lot)));
        Cursor cursor = request.cursor();
        if (cursor != null) {
            conditions.add(gt("position", position(cursor)));
        }
        List<Movement> found = lines().find(and(conditions))
                .sort(ascending("position"))
                .limit(request.limit() + 1)
                .map(this::line)
                .into(new ArrayList<>());
        boolean more = found.size() > request.limit();
        List<Movement> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                List.copyOf(shown),
                more ? Cursor.of(Long.toString(shown.getLast().position())).encode() : null);
    }

    /** Walks the lines of a lot from the first up to a position. */
    void walk(String lot, long upTo, Consumer<Movement> visitor) {
        lines().find(and(eq("lot", lot), lte("position", upTo)))
                .sort(ascending("position"))
                .map(this::line)
                .forEach(visitor);
    }

    private static long position(Cursor cursor) {
        try {
            return Long.parseLong(cursor.keys().getFirst());
        } catch (NumberFormatException notOurs) {
            throw InvalidRequest.parameter("cursor", "not-a-cursor");
        }
    }

    private Movement line(Document document) {
        return mongo.getConverter().read(Movement.class, document);
    }

    private static String idOf(String lot, String cause) {
        return lot + ":" + cause;
    }

    private MongoCollection<Document> lines() {
        return mongo.getCollection(COLLECTION);
    }
}
