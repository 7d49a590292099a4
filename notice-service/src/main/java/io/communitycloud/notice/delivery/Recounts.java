package io.communitycloud.notice.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps the batches' counts true to their deliveries, also over a crash between the two.
 *
 * <p>A batch is marked before a delivery of it changes; whoever counts takes the mark away only if nobody marked again
 * meanwhile.
 */
@Component
class Recounts {

    private static final Logger LOG = LoggerFactory.getLogger(Recounts.class);

    private final MongoTemplate mongo;
    private final Batches batches;
    private final Deliveries deliveries;
    private final Counter uneven;

    Recounts(MongoTemplate mongo, Batches batches, Deliveries deliveries, MeterRegistry meters) {
        this.mongo = mongo;
        this.batches = batches;
        this.deliveries = deliveries;
        this.uneven = Counter.builder("cloud.notice.uneven.tallies")
                .description("Counts of batches that did not add up to what was accepted")
                .register(meters);
    }

    /** Says that deliveries of these batches are about to change. */
    void mark(Collection<String> ofBatches) {
        List<WriteModel<Document>> marks = new ArrayList<>();
        ofBatches.stream()
                .distinct()
                .forEach(batch -> marks.add(new UpdateOneModel<>(
                        eq("_id", batch), Updates.inc("times", 1L), new UpdateOptions().upsert(true))));
        if (!marks.isEmpty()) {
            marks().bulkWrite(marks, new BulkWriteOptions().ordered(false));
        }
    }

    /** Counts some of the marked batches; false where none is marked. */
    boolean countSome(int atMost) {
        List<Document> marked = marks().find().limit(atMost).into(new ArrayList<>());
        for (Document mark : marked) {
            count(mark.getString("_id"));
            marks().deleteOne(and(eq("_id", mark.getString("_id")), eq("times", mark.get("times"))));
        }
        return !marked.isEmpty();
    }

    private void count(String id) {
        try {
            batches.find(id)
                    .filter(batch -> batch.stage() != Batch.Stage.PLANNED)
                    .ifPresent(batch -> batches.act(id, found -> found.count(deliveries.tally(id))));
        } catch (UnevenTally alarm) {
            uneven.increment();
            LOG.error("The deliveries of a batch do not add up", alarm);
        }
    }

    private MongoCollection<Document> marks() {
        return mongo.getCollection("recounts");
    }
}
