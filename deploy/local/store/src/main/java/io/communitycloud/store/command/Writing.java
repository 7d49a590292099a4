package io.communitycloud.store.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.Fields;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.Query;
import io.communitycloud.store.collection.StoredCollection;
import io.communitycloud.store.collection.WriteErrors;
import io.communitycloud.store.query.FilterReader;
import io.communitycloud.store.query.Path;
import io.communitycloud.store.query.Sort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that change documents. */
final class Writing {

    private static final int MAX_BATCH = 100_000;
    private static final Set<String> UPDATE_OPERATORS = Set.of(
            "$inc",
            "$mul",
            "$rename",
            "$setOnInsert",
            "$set",
            "$unset",
            "$min",
            "$max",
            "$currentDate",
            "$addToSet",
            "$pop",
            "$pullAll",
            "$pull",
            "$push");

    private final Engine engine;

    Writing(Engine engine) {
        this.engine = engine;
    }

    Document insert(Request request) {
        request.allow(Set.of("documents", "ordered", "bypassDocumentValidation"), Set.of());
        List<Document> documents = request.documents("documents");
        requireBatch(documents);
        engine.storage().requireSpace();
        StoredCollection collection = engine.require(request.database(), request.collection());
        List<Document> errors = collection.insertDocuments(documents, request.flag("ordered", true));
        int inserted = documents.size() - errors.size();
        if (!errors.isEmpty() && request.flag("ordered", true)) {
            inserted = Fields.integer(errors.getFirst(), "index");
        }
        return answer(new Document("n", inserted), errors);
    }

    private static void requireBatch(List<Document> operations) {
        if (operations.isEmpty() || operations.size() > MAX_BATCH) {
            throw new MongoServerError(
                    16,
                    "InvalidLength",
                    "Write batch sizes must be between 1 and " + MAX_BATCH + ". Got " + operations.size()
                            + " operations.");
        }
    }

    private static Document answer(Document answer, List<Document> errors) {
        if (!errors.isEmpty()) {
            answer.put("writeErrors", errors);
        }
        return answer;
    }

    Document update(Request request) {
        request.allow(Set.of("updates", "ordered", "bypassDocumentValidation"), Set.of("let"));
        List<Document> updates = request.documents("updates");
        requireBatch(updates);
        engine.storage().requireSpace();
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            try {
                Document outcome = updateOne(request, updates.get(i));
                matched += Fields.integer(outcome, "n");
                modified += Fields.integer(outcome, "nModified");
                if (outcome.containsKey("upserted")) {
                    Document item = new Document("index", i);
                    item.put("_id", outcome.get("upserted"));
                    upserted.add(item);
                }
            } catch (MongoServerError e) {
                errors.add(WriteErrors.describe(i, e));
                if (request.flag("ordered", true)) {
                    break;
                }
            }
        }
        Document answer = new Document("n", matched + upserted.size());
        answer.put("nModified", modified);
        if (!upserted.isEmpty()) {
            answer.put("upserted", upserted);
        }
        return answer(answer, errors);
    }

    private Document updateOne(Request request, Document operation) {
        requireKnown("update.updates", operation, Set.of("q", "u", "multi", "upsert", "arrayFilters", "hint"));
        Document selector = Request.documentOf("q", operation.get("q"));
        boolean multi = isTrue(operation.get("multi"));
        boolean upsert = isTrue(operation.get("upsert"));
        Document update = requireUpdate(operation.get("u"), operation.get("arrayFilters"));
        if (multi && !isOperators(update)) {
            throw Refusal.failedToParse("multi update is not supported for replacement-style update");
        }
        Query query = Query.of(selector).hinted(operation.get("hint")).until(request.deadline());
        if (engine.find(request.database(), request.collection()) == null && !upsert) {
            return new Document("n", 0).append("nModified", 0);
        }
        StoredCollection collection = engine.require(request.database(), request.collection());
        List<Document> arrayFilters = new ArrayList<>();
        if (operation.get("arrayFilters") instanceof Collection<?> filters) {
            for (Object filter : filters) {
                arrayFilters.add(Request.documentOf("arrayFilters", filter));
            }
        }
        return collection.update(query, new StoredCollection.Change(selector, update, arrayFilters), multi, upsert);
    }

    private static void requireKnown(String where, Document operation, Set<String> supported) {
        for (String field : operation.keySet()) {
            if (supported.contains(field)) {
                continue;
            }
            boolean known = Set.of("collation", "c", "sort", "sampleId").contains(field);
            if (!known) {
                throw new MongoServerError(
                        40415, "Location40415", "BSON field '" + where + "." + field + "' is an unknown field.");
            }
            if (Request.asksForSomething(field, operation.get(field))) {
                throw Refusal.notImplemented("option '" + field + "' of " + where);
            }
        }
    }

    private static boolean isTrue(@Nullable Object value) {
        return (value instanceof Boolean bool && bool) || (value instanceof Number number && number.doubleValue() != 0);
    }

    private static boolean isOperators(Document update) {
        return !update.isEmpty() && update.keySet().iterator().next().startsWith("$");
    }

    /** The update as a document, with every operator known and every operand of a shape it can have. */
    private static Document requireUpdate(@Nullable Object value, @Nullable Object arrayFilters) {
        if (value instanceof Collection) {
            throw Refusal.notImplemented("update with an aggregation pipeline");
        }
        if (!(value instanceof Document update)) {
            throw Refusal.failedToParse("Update argument must be either an object or an array");
        }
        if (!isOperators(update)) {
            for (String name : update.keySet()) {
                if (name.startsWith("$")) {
                    throw new MongoServerError(
                            52,
                            "DollarPrefixedFieldName",
                            "The dollar ($) prefixed field '" + name + "' in '" + name
                                    + "' is not allowed in the context of an update's replacement document.");
                }
            }
            return update;
        }
        for (Map.Entry<String, Object> entry : update.entrySet()) {
            requireOperator(entry.getKey(), entry.getValue(), identifiers(arrayFilters));
        }
        return update;
    }

    /** The names array filters give to elements. */
    private static Set<String> identifiers(@Nullable Object arrayFilters) {
        Set<String> result = new HashSet<>();
        if (arrayFilters instanceof Collection<?> filters) {
            for (Object filter : filters) {
                Document document = Request.documentOf("arrayFilters", filter);
                var ignored = FilterReader.read(document);
                document.keySet().forEach(name -> result.add(new Path(name).part(0)));
            }
        }
        return result;
    }

    private static void requireOperator(String operator, @Nullable Object operand, Set<String> identifiers) {
        if (operator.equals("$bit")) {
            throw Refusal.notImplemented("update operator $bit");
        }
        if (!UPDATE_OPERATORS.contains(operator)) {
            throw Refusal.failedToParse("Unknown modifier: " + operator
                    + ". Expected a valid update modifier or pipeline-style update specified as an array");
        }
        if (!(operand instanceof Document fields)) {
            throw Refusal.failedToParse("Modifiers operate on fields but we found type "
                    + (operand == null ? "null" : operand.getClass().getSimpleName())
                    + " instead. For example: {$mod: {<field>: ...}} not {" + operator + ": " + operand + "}");
        }
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            requirePath(field.getKey(), identifiers);
            requireRename(operator, field.getKey(), field.getValue());
            if (operator.equals("$pull") && field.getValue() instanceof Document condition && !condition.isEmpty()) {
                // Read for its refusals only.
                boolean ofValues = condition.keySet().iterator().next().startsWith("$");
                var ignored = FilterReader.read(ofValues ? new Document("pulled", condition) : condition);
            }
            boolean each = field.getValue() instanceof Document document && document.containsKey("$each");
            if (each && !(((Document) field.getValue()).get("$each") instanceof Collection)) {
                throw Refusal.badValue("The argument to $each in " + operator + " must be an array");
            }
        }
    }

    private static void requireRename(String operator, String from, @Nullable Object to) {
        if (operator.equals("$rename") && from.equals(to)) {
            throw Refusal.badValue("The source and target field for $rename must differ: " + from + ": \"" + to + "\"");
        }
    }

    private static void requirePath(String path, Set<String> identifiers) {
        if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            throw new MongoServerError(
                    56,
                    "EmptyFieldName",
                    "The update path '" + path + "' contains an empty field name, which is not allowed.");
        }
        for (String part : path.split("\\.", -1)) {
            boolean named = part.startsWith("$[") && part.endsWith("]") && part.length() > 3;
            if (named && !identifiers.contains(part.substring(2, part.length() - 1))) {
                throw Refusal.badValue("No array filter found for identifier '" + part.substring(2, part.length() - 1)
                        + "' in path '" + path + "'");
            }
            boolean positional = part.equals("$") || part.startsWith("$[");
            boolean reference = Set.of("$id", "$ref", "$db").contains(part);
            if (part.startsWith("$") && !positional && !reference) {
                throw new MongoServerError(
                        52,
                        "DollarPrefixedFieldName",
                        "The dollar ($) prefixed field '" + part + "' in '" + path + "' is not valid for storage.");
            }
        }
    }

    Document delete(Request request) {
        request.allow(Set.of("deletes", "ordered"), Set.of("let"));
        List<Document> deletes = request.documents("deletes");
        requireBatch(deletes);
        engine.storage().requireSpace();
        int deleted = 0;
        List<Document> errors = new ArrayList<>();
        for (int i = 0; i < deletes.size(); i++) {
            try {
                deleted += deleteOne(request, deletes.get(i));
            } catch (MongoServerError e) {
                errors.add(WriteErrors.describe(i, e));
                if (request.flag("ordered", true)) {
                    break;
                }
            }
        }
        return answer(new Document("n", deleted), errors);
    }

    private int deleteOne(Request request, Document operation) {
        requireKnown("delete.deletes", operation, Set.of("q", "limit", "hint"));
        Query query = Query.of(Request.documentOf("q", operation.get("q")))
                .hinted(operation.get("hint"))
                .until(request.deadline());
        if (!(operation.get("limit") instanceof Number limit) || (limit.longValue() != 0 && limit.longValue() != 1)) {
            throw Refusal.failedToParse(
                    "The limit field in delete objects must be 0 or 1. Got " + operation.get("limit"));
        }
        StoredCollection collection = engine.find(request.database(), request.collection());
        return collection == null ? 0 : collection.delete(query.limited(limit.longValue()));
    }

    Document findAndModify(Request request) {
        request.allow(
                Set.of(
                        "query",
                        "sort",
                        "remove",
                        "update",
                        "new",
                        "fields",
                        "upsert",
                        "arrayFilters",
                        "hint",
                        "bypassDocumentValidation"),
                Set.of("collation", "let"));
        Document body = request.body();
        boolean remove = request.flag("remove", false);
        boolean upsert = request.flag("upsert", false);
        if (remove == body.containsKey("update")) {
            throw Refusal.failedToParse(
                    remove
                            ? "Cannot specify both an update and remove=true"
                            : "Either an update or remove=true must be specified");
        }
        if (remove && (upsert || request.flag("new", false))) {
            throw Refusal.failedToParse("Cannot specify both upsert or new and remove=true");
        }
        if (!remove) {
            Document ignored = requireUpdate(body.get("update"), body.get("arrayFilters"));
        }
        Query query = Query.of(request.document("query"))
                .sorted(Sort.read(request.optionalDocument("sort")))
                .hinted(body.get("hint"))
                .until(request.deadline());
        engine.storage().requireSpace();
        StoredCollection collection = engine.find(request.database(), request.collection());
        if (collection == null && !upsert) {
            Document none = new Document("lastErrorObject", lastError(remove, 0));
            none.put("value", null);
            return none;
        }
        Document answer =
                engine.require(request.database(), request.collection()).findAndModify(query, body);
        return completed(answer, remove, upsert);
    }

    private static Document lastError(boolean remove, int count) {
        Document result = new Document("n", count);
        if (!remove) {
            result.put("updatedExisting", count > 0);
        }
        return result;
    }

    /** The inherited answer leaves out what became of a removal or an upsert. */
    private static Document completed(Document answer, boolean remove, boolean upsert) {
        Object value = answer.get("value");
        Document result = new Document();
        if (answer.get("lastErrorObject") instanceof Document known) {
            result.put("lastErrorObject", known);
        } else if (upsert) {
            Document error = new Document("n", 1);
            error.put("updatedExisting", false);
            error.put("upserted", Objects.requireNonNull(answer.get("upserted")));
            result.put("lastErrorObject", error);
        } else {
            result.put("lastErrorObject", lastError(remove, value == null ? 0 : 1));
        }
        result.put("value", value);
        return result;
    }
}
