package io.communitycloud.exchange.intake;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.privacy.BlindIndex;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import io.communitycloud.exchange.intake.IntakeBatches.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of accepted files, enciphered, found by the blind index of their key and of the fields a manifest names.
 *
 * <p>Rows belong to a generation. A full file makes a new one, which answers from the moment it is complete; the one before
 * answers until then and goes away afterwards.
 */
@Repository
class Records {

    private static final String ROWS = "intake_records";
    private static final String ACCEPTED = "accepted_files";
    private static final SecretField DATA = new SecretField(ROWS, "data");

    private final MongoTemplate mongo;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final JsonMapper json;

    Records(MongoTemplate mongo, Indexes indexes, FieldCipher cipher, BlindIndex index, JsonMapper json) {
        this.mongo = mongo;
        this.cipher = cipher;
        this.index = index;
        this.json = json;
        indexes.require(ROWS, Index.on("system", "keys", "generation"));
        indexes.require(ROWS, Index.on("system", "generation"));
    }

    /**
     * The file a system answers from.
     *
     * @param generation of its rows
     * @param day as its name says, or when it was accepted
     */
    record Accepted(String generation, String ticket, String what, Instant day) {}

    Optional<Accepted> accepted(String system) {
        return Optional.ofNullable(accepted().find(eq("_id", system)).first())
                .map(found -> new Accepted(
                        found.getString("generation"),
                        found.getString("ticket"),
                        found.getString("what"),
                        Instant.ofEpochMilli(found.getLong("day"))));
    }

    /** Answers from a file from now on; one of an earlier day changes nothing. */
    void adopt(String system, Accepted file) {
        accepted(system)
                .filter(before -> before.day().isAfter(file.day()))
                .ifPresentOrElse(
                        before -> forgetGeneration(system, file.generation(), before.generation()),
                        () -> accepted()
                                .updateOne(
                                        eq("_id", system),
                                        Updates.combine(
                                                Updates.set("generation", file.generation()),
                                                Updates.set("ticket", file.ticket()),
                                                Updates.set("what", file.what()),
                                                Updates.set("day", file.day().toEpochMilli())),
                                        new UpdateOptions().upsert(true)));
    }

    private void forgetGeneration(String system, String late, String present) {
        if (!late.equals(present)) {
            rows().deleteMany(and(eq("system", system), eq("generation", late)));
        }
    }

    /** Takes away what no file stands for any more. */
    void forgetOthers(String system, String generation) {
        rows().deleteMany(and(eq("system", system), ne("generation", generation)));
    }

    /** Keeps rows; a row of the same key replaces the one before in its generation. */
    void keep(String system, String generation, String keyField, List<String> indexed, List<Row> batch) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Row row : batch) {
            String key = row.cells().get(keyField);
            if (key == null) {
                continue;
            }
            String id = system + ":" + generation + ":" + blind(keyField, key);
            List<String> keys = new ArrayList<>();
            keys.add(blind(keyField, key));
            for (String field : indexed) {
                String value = row.cells().get(field);
                if (value != null) {
                    keys.add(blind(field, value));
                }
            }
            writes.add(new ReplaceOneModel<>(
                    eq("_id", id),
                    new Document("_id", id)
                            .append("system", system)
                            .append("generation", generation)
                            .append("keys", keys)
                            .append("data", cipher.encipherToText(DATA, id, json.writeValueAsString(row.cells()))),
                    new ReplaceOptions().upsert(true)));
        }
        if (!writes.isEmpty()) {
            rows().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    /** The rows whose field has a value, or all where no field is named. */
    List<Map<String, String>> find(
            String system, String generation, @Nullable String field, @Nullable String value, int atMost) {
        var condition = field == null || value == null
                ? and(eq("system", system), eq("generation", generation))
                : and(eq("system", system), eq("keys", blind(field, value)), eq("generation", generation));
        return rows().find(condition)
                .sort(Sorts.ascending("_id"))
                .limit(atMost)
                .map(document -> json.readValue(
                        cipher.decipher(DATA, document.getString("_id"), document.getString("data")),
                        new TypeReference<Map<String, String>>() {}))
                .into(new ArrayList<>());
    }

    private String blind(String field, String value) {
        return field + ":" + index.exact(new SecretField(ROWS, field), value);
    }

    private MongoCollection<Document> rows() {
        return mongo.getCollection(ROWS);
    }

    private MongoCollection<Document> accepted() {
        return mongo.getCollection(ACCEPTED);
    }
}
