package io.communitycloud.resident.intake;

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
import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import io.communitycloud.resident.intake.ImportRow.RowError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of accepted files, enciphered until they are worked off and emptied then.
 *
 * <p>A row is a document of its own: what came of it is remembered there, so a file goes on where a crash stopped it.
 */
@Repository
class ImportRows {

    private static final String COLLECTION = "import_rows";
    private static final SecretField CELLS = new SecretField(COLLECTION, "cells");
    private static final int INSERT_BATCH = 500;

    private final MongoTemplate mongo;
    private final FieldCipher cipher;
    private final JsonMapper json;

    ImportRows(MongoTemplate mongo, Indexes indexes, FieldCipher cipher, JsonMapper json) {
        this.mongo = mongo;
        this.cipher = cipher;
        this.json = json;
        indexes.require(COLLECTION, Index.on("ticket", "state", "row"));
    }

    /** Keeps the rows of a file. Rows that a first, interrupted attempt kept already are left as they are. */
    void keep(String ticket, List<ImportRow> rows) {
        for (int from = 0; from < rows.size(); from += INSERT_BATCH) {
            List<Document> batch = rows.subList(from, Math.min(rows.size(), from + INSERT_BATCH)).stream()
                    .map(row -> document(ticket, row))
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

    /** The next rows to be worked off, in the order of the file. */
    List<WaitingRow> waiting(String ticket, int atMost) {
        return rows().find(and(eq("ticket", ticket), eq("state", "WAITING")))
                .sort(Sorts.ascending("row"))
                .limit(atMost)
                .map(this::read)
                .into(new ArrayList<>());
    }

    /** Remembers what came of rows; an empty list of errors means that the row is done. */
    void settle(String ticket, Map<Integer, List<RowError>> outcomes) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        outcomes.forEach((row, errors) -> writes.add(new UpdateOneModel<>(
                eq("_id", id(ticket, row)),
                Updates.combine(
                        Updates.set("state", errors.isEmpty() ? "DONE" : "FAILED"),
                        Updates.set(
                                "errors",
                                errors.stream()
                                        .map(error ->
                                                new Document("column", error.column()).append("code", error.code()))
                                        .toList()),
                        Updates.unset("cells")))));
        if (!writes.isEmpty()) {
            rows().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    /** How many rows of a file are in a state. */
    int count(String ticket, String state) {
        return Math.toIntExact(rows().countDocuments(and(eq("ticket", ticket), eq("state", state))));
    }

    /** The failed rows after a row number, with their errors and nothing of their content. */
    List<FailedRow> failedAfter(String ticket, int row, int atMost) {
        return rows().find(and(eq("ticket", ticket), eq("state", "FAILED"), gt("row", row)))
                .sort(Sorts.ascending("row"))
                .projection(Projections.include("row", "errors"))
                .limit(atMost)
                .map(document -> new FailedRow(
                        document.getInteger("row"),
                        document.getList("errors", Document.class, List.of()).stream()
                                .map(error -> new RowError(error.getString("column"), error.getString("code")))
                                .toList()))
                .into(new ArrayList<>());
    }

    /**
     * A row to be worked off, with the ids that what it names gets if it is not there yet.
     *
     * <p>They are chosen when the file is accepted, so that a row which a crash interrupted finishes at once what it had
     * claimed.
     */
    record WaitingRow(ImportRow row, String dwelling, String household, String resident) {}

    /** What was wrong with a row. */
    record FailedRow(int row, List<RowError> errors) {}

    private Document document(String ticket, ImportRow row) {
        String id = id(ticket, row.number());
        return new Document("_id", id)
                .append("ticket", ticket)
                .append("row", row.number())
                .append("state", "WAITING")
                .append("repeated", List.copyOf(row.repeated()))
                .append(
                        "ids",
                        new Document("dwelling", Ids.next())
                                .append("household", Ids.next())
                                .append("resident", Ids.next()))
                .append("cells", cipher.encipherToText(CELLS, id, json.writeValueAsString(row.cells())));
    }

    private WaitingRow read(Document document) {
        String cells = cipher.decipher(CELLS, document.getString("_id"), document.getString("cells"));
        Document ids = document.get("ids", Document.class);
        return new WaitingRow(
                new ImportRow(
                        document.getInteger("row"),
                        json.readValue(cells, new TypeReference<>() {}),
                        Set.copyOf(document.getList("repeated", String.class, List.of()))),
                ids.getString("dwelling"),
                ids.getString("household"),
                ids.getString("resident"));
    }

    private static String id(String ticket, int row) {
        return ticket + ":" + row;
    }

    private MongoCollection<Document> rows() {
        return mongo.getCollection(COLLECTION);
    }
}
