package io.communitycloud.exchange.intake;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The good rows of what was accepted, in batches of at most {@link #ROWS}, enciphered until they are handed over and emptied
 * then.
 *
 * <p>A batch is one document: what came of it is written there, so a ticket goes on where a crash stopped it.
 */
@Repository
class IntakeBatches {

    /** As many as a system principal may hand over at once. */
    static final int ROWS = 200;

    private static final String COLLECTION = "intake_batches";
    private static final SecretField CELLS = new SecretField(COLLECTION, "cells");
    private static final String WAITING = "WAITING";
    private static final String DONE = "DONE";

    private final MongoTemplate mongo;
    private final FieldCipher cipher;
    private final JsonMapper json;

    IntakeBatches(MongoTemplate mongo, Indexes indexes, FieldCipher cipher, JsonMapper json) {
        this.mongo = mongo;
        this.cipher = cipher;
        this.json = json;
        indexes.require(COLLECTION, Index.on("ticket", "state", "number"));
    }

    /** A good row. */
    record Row(int number, Map<String, String> cells) {

        Row {
            cells = Map.copyOf(cells);
        }

        @Override
        public String toString() {
            return "row " + number;
        }
    }

    /** Rows that are handed over together. */
    record Batch(String ticket, int number, List<Row> rows) {

        Batch {
            rows = List.copyOf(rows);
        }
    }

    /** How the rows of a ticket stand: good ones that wait are in none. */
    record Count(int done, int failed, int noted, boolean waiting) {}

    /**
     * Keeps a batch, once.
     *
     * @param bad rows of its stretch of the file that are refused already
     * @param noted cells of its stretch that something is told of
     */
    void keep(Batch batch, int bad, int noted) {
        String id = id(batch.ticket(), batch.number());
        try {
            batches()
                    .insertOne(new Document("_id", id)
                            .append("ticket", batch.ticket())
                            .append("number", batch.number())
                            .append("state", batch.rows().isEmpty() ? DONE : WAITING)
                            .append("done", 0)
                            .append("failed", bad)
                            .append("noted", noted)
                            .append("cells", cipher.encipherToText(CELLS, id, json.writeValueAsString(batch.rows()))));
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
    }

    /** The first batch of a ticket that waits. */
    Optional<Batch> next(String ticket) {
        return Optional.ofNullable(batches()
                        .find(and(eq("ticket", ticket), eq("state", WAITING)))
                        .sort(Sorts.ascending("number"))
                        .first())
                .map(this::read);
    }

    /** Remembers what came of a batch, and forgets what stood in it. */
    void settle(Batch batch, int done, int failed) {
        batches()
                .updateOne(
                        and(eq("_id", id(batch.ticket(), batch.number())), eq("state", WAITING)),
                        Updates.combine(
                                Updates.set("state", DONE),
                                Updates.inc("done", done),
                                Updates.inc("failed", failed),
                                Updates.unset("cells")));
    }

    Count count(String ticket) {
        int done = 0;
        int failed = 0;
        int noted = 0;
        boolean waiting = false;
        for (Document batch : batches()
                .find(eq("ticket", ticket))
                .projection(Projections.include("state", "done", "failed", "noted"))) {
            done += batch.getInteger("done");
            failed += batch.getInteger("failed");
            noted += batch.getInteger("noted");
            waiting |= WAITING.equals(batch.getString("state"));
        }
        return new Count(done, failed, noted, waiting);
    }

    /** Forgets what was read of a file that is not taken. */
    void forget(String ticket) {
        batches().deleteMany(eq("ticket", ticket));
    }

    private Batch read(Document document) {
        String cells = cipher.decipher(CELLS, document.getString("_id"), document.getString("cells"));
        return new Batch(
                document.getString("ticket"),
                document.getInteger("number"),
                json.readValue(cells, new TypeReference<List<Row>>() {}));
    }

    private static String id(String ticket, int number) {
        return ticket + ":" + number;
    }

    private MongoCollection<Document> batches() {
        return mongo.getCollection(COLLECTION);
    }
}
