package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.Json;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.index.IndexDefinition;
import io.communitycloud.store.index.IndexField;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** How a write that failed is told. */
public final class WriteErrors {

    private WriteErrors() {}

    public static Document describe(int index, MongoServerError error) {
        Document result = new Document("index", index);
        result.put("code", error.getCode());
        result.putIfNotNull("codeName", error.getCodeName());
        result.put("errmsg", error.getMessageWithoutErrorCode());
        return result;
    }

    static DuplicateKeyError duplicate(String namespace, IndexDefinition index, Document document) {
        StringJoiner values = new StringJoiner(", ", "{ ", " }");
        for (IndexField field : index.fields()) {
            Object value = Utils.getSubdocumentValueCollectionAware(document, field.name());
            values.add(field.name() + ": " + json(value));
        }
        return new DuplicateKeyError(namespace, index.name() + " dup key: " + values);
    }

    /** The code MongoDB gives today to what the inherited code still calls by an old one. */
    static MongoServerError current(MongoServerError error) {
        return switch (error.getCode()) {
            case 10141 -> new MongoServerError(2, "BadValue", error.getMessageWithoutErrorCode());
            case 10143 -> new MongoServerError(14, "TypeMismatch", error.getMessageWithoutErrorCode());
            default -> error;
        };
    }

    static String json(@Nullable Object value) {
        if (value == null || value instanceof Missing) {
            return "null";
        }
        try {
            return Json.toCompactJsonValue(value);
        } catch (RuntimeException e) {
            return value.toString();
        }
    }
}
