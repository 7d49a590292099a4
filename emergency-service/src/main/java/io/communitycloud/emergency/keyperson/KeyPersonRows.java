package io.communitycloud.emergency.keyperson;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import io.communitycloud.emergency.keyperson.KeyPersonRow.RowError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of accepted lists, enciphered until they are distributed and emptied then; of a bad row only its errors are kept.
 *
 * <p>A row is a document of its own that remembers what came of it, so a list goes on where a crash stopped it.
 */
@Repository
class KeyPersonRows {

    private static final String COLLECTION = "key_person_rows";
    private static final SecretField CELLS = new SecretField(COLLECTION, "cells");
    private static final int INSERT_BATCH = 500;

    private final MongoTemplate mongo;
    private final FieldCipher cipher;
    private final JsonMapper json;

    KeyPersonRows(MongoTemplate mongo, Indexes indexes, FieldCipher cipher, JsonMapper json) {
        this.mongo = mongo;
        this.cipher = cipher;
        this.json = json;
        indexes.require(COLLECTION, Index.on("list", "state", "row"));
    }

    /** Where a row stands. */
    enum State {
        WAITING,
        DISTRIBUTED,
        /** Its task was pushed before, in this list's bureau. */
        KNOWN,
        BAD
    }

    /** A row with its number in the list, counted from 1. */
    record NumberedRow(int number, KeyPersonRow row, List<RowError> errors) {}

    /** What was wrong with a row. */
    record BadRow(int row, List<RowError> errors) {}

    /** Keeps the rows of a list. Rows that a first, interrupted attempt kept already are left as they are. */
    void keep(String list, List<NumberedRow> rows) {
        for (int from = 0; from < rows.size(); from += INSERT_BATCH) {
            List<Document> batch = rows.subList(from, Math.min(rows.size(), from + INSERT_BATCH)).stream()
                    .map(row -> document(list, row))
                    .toList();
            try {
                rows().insertMany(batch, new InsertManyOptions().ordered(false));
            } catch (MongoBulkWriteException failure) {
                boolean allThere = failure.getWriteErrors().stream()
                        .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
                if (!allThere || failure.getWriteConcernError() != null) {
                    throw failure;
                }
            }
        }
    }

    /** The next rows to be distributed, in the order of the list. */
    List<NumberedRow> waiting(String list, int atMost) {
        return rows().find(and(eq("list", list), eq("state", State.WAITING.name())))
                .sort(Sorts.ascending("row"))
                .limit(atMost)
                .map(this::read)
                .into(new ArrayList<>());
    }

    /** Remembers what came of rows, and forgets what stood in them. */
    void settle(String list, Map<Integer, State> outcomes) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        outcomes.forEach((row, state) -> writes.add(new UpdateOneModel<>(
                eq("_id", id(list, row)),
                Updates.combine(Updates.set("state", state.name()), Updates.unset("cells")))));
        if (!writes.isEmpty()) {
            rows().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    int count(String list, State state) {
        return Math.toIntExact(rows().countDocuments(and(eq("list", list), eq("state", state.name()))));
    }

    /** The bad rows after a row number, with their errors and nothing of their content. */
    List<BadRow> badAfter(String list, int row, int atMost) {
        return rows().find(and(eq("list", list), eq("state", State.BAD.name()), gt("row", row)))
                .sort(Sorts.ascending("row"))
                .projection(Projections.include("row", "errors"))
                .limit(atMost)
                .map(document -> new BadRow(
                        document.getInteger("row"),
                        document.getList("errors", Document.class, List.of()).stream()
                                .map(error -> new RowError(error.getString("field"), error.getString("code")))
                                .toList()))
                .into(new ArrayList<>());
    }

    private Document document(String list, NumberedRow row) {
        String id = id(list, row.number());
        Document document = new Document("_id", id).append("list", list).append("row", row.number());
        if (row.errors().isEmpty()) {
            return document.append("state", State.WAITING.name())
                    .append("cells", cipher.encipherToText(CELLS, id, json.writeValueAsString(row.row())));
        }
        return document.append("state", State.BAD.name())
                .append(
                        "errors",
                        row.errors().stream()
                                .map(error -> new Document("field", error.field()).append("code", error.code()))
                                .toList());
    }

    private NumberedRow read(Document document) {
        String cells = cipher.decipher(CELLS, document.getString("_id"), document.getString("cells"));
        return new NumberedRow(document.getInteger("row"), json.readValue(cells, KeyPersonRow.class), List.of());
    }

    private static String id(String list, int row) {
        return list + ":" + row;
    }

    private MongoCollection<Document> rows() {
        return mongo.getCollection(COLLECTION);
    }
}
