package io.communitycloud.resource.bed;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * Who was assigned to which bed: one entry for each assignment, whose {@code _id} is the assignment's.
 *
 * <p>The bed decides, and carries its last assignment until the next: whoever assigns it again writes that one down first.
 * So no entry is lost to a crash in between.
 */
@Repository
class Stays {

    private static final String COLLECTION = "bed_assignments";

    private final MongoTemplate mongo;

    Stays(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("scope", "bed", "_id"));
    }

    /**
     * An assignment with its bed.
     *
     * @param stay from when until when and why it ended
     */
    record BedStay(String bed, String facility, String area, List<String> scope, String ward, BedKind kind, Stay stay) {

        static BedStay of(Bed bed, Stay stay) {
            return new BedStay(bed.id(), bed.facility(), bed.area(), bed.scope(), bed.ward(), bed.kind(), stay);
        }
    }

    /** Writes down a bed's last assignment; an end that is written down stays. */
    void keep(Bed bed) {
        bed.last().ifPresent(stay -> keep(BedStay.of(bed, stay)));
    }

    private void keep(BedStay entry) {
        Stay stay = entry.stay();
        Document document = new Document();
        mongo.getConverter().write(entry, document);
        document.append("_id", stay.id()).append("lasts", stay.lasts());
        try {
            entries()
                    .replaceOne(
                            and(eq("_id", stay.id()), eq("lasts", true)), document, new ReplaceOptions().upsert(true));
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
    }

    Optional<BedStay> find(String assignment, Scope scope) {
        return Optional.ofNullable(entries().find(eq("_id", assignment)).first())
                .map(this::entry)
                .filter(entry -> scope.covers(entry.scope()));
    }

    /** Whom a bed was given to, the last first. */
    Page<BedStay> page(String bed, Scope scope, PageRequest request) {
        List<Bson> conditions = new ArrayList<>(List.of(eq("scope", scope.key()), eq("bed", bed)));
        Cursor cursor = request.cursor();
        if (cursor != null) {
            conditions.add(lt("_id", cursor.keys().getFirst()));
        }
        List<BedStay> found = entries()
                .find(and(conditions))
                .sort(descending("_id"))
                .limit(request.limit() + 1)
                .map(this::entry)
                .into(new ArrayList<>());
        boolean more = found.size() > request.limit();
        List<BedStay> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                List.copyOf(shown),
                more ? Cursor.of(shown.getLast().stay().id()).encode() : null);
    }

    private BedStay entry(Document document) {
        return mongo.getConverter().read(BedStay.class, document);
    }

    private MongoCollection<Document> entries() {
        return mongo.getCollection(COLLECTION);
    }
}
