package io.communitycloud.store.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.collection.Deadline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command as it arrived: its name is the first field, and every field is known or refused. */
public final class Request {

    /** Fields any command may carry. */
    private static final Set<String> GENERIC = Set.of(
            "$db",
            "$readPreference",
            "$clusterTime",
            "lsid",
            "comment",
            "maxTimeMS",
            "readConcern",
            "writeConcern",
            "apiVersion",
            "apiStrict",
            "apiDeprecationErrors");

    private final String database;
    private final Document body;
    private final String name;

    public Request(String database, Document body) {
        this.database = database;
        this.body = body;
        if (body.isEmpty()) {
            throw Refusal.failedToParse("a command needs a name");
        }
        this.name = body.keySet().iterator().next();
    }

    public String database() {
        return database;
    }

    public String name() {
        return name;
    }

    public Document body() {
        return body;
    }

    /** Refuses what the command does not know; of what it knows but cannot do, only what asks for nothing passes. */
    public void allow(Set<String> supported, Set<String> unsupported) {
        requireGeneric();
        for (String field : body.keySet()) {
            if (field.equals(name) || GENERIC.contains(field) || supported.contains(field)) {
                continue;
            }
            if (unsupported.contains(field)) {
                if (asksForSomething(field, body.get(field))) {
                    throw Refusal.notImplemented("option '" + field + "' of " + name);
                }
                continue;
            }
            throw new MongoServerError(
                    40415, "Location40415", "BSON field '" + name + "." + field + "' is an unknown field.");
        }
    }

    /** Whether an option that is not supported would change anything. */
    static boolean asksForSomething(String field, @Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean bool -> bool;
            case Document document when field.equals("collation") -> !"simple".equals(document.get("locale"));
            case Document document -> !document.isEmpty();
            default -> true;
        };
    }

    private void requireGeneric() {
        if (body.get("readConcern") instanceof Document concern) {
            Object level = concern.get("level");
            if (level != null && !Set.of("local", "available", "majority").contains(level)) {
                throw Refusal.notImplemented("readConcern level '" + level + "'");
            }
        }
        if (body.get("writeConcern") instanceof Document concern) {
            Object w = concern.get("w");
            boolean moreThanOne = w instanceof Number number && number.intValue() > 1;
            if (moreThanOne) {
                throw new MongoServerError(2, "BadValue", "cannot use 'w' > 1 when a host is not replicated");
            }
            if (w instanceof String tag && !tag.equals("majority")) {
                throw new MongoServerError(
                        79, "UnknownReplWriteConcern", "No write concern mode named '" + tag + "' found");
            }
        }
        boolean transaction =
                body.containsKey("txnNumber") || body.containsKey("startTransaction") || body.containsKey("autocommit");
        if (transaction) {
            throw new MongoServerError(
                    20, "IllegalOperation", "Transaction numbers are only allowed on a replica set member or mongos");
        }
    }

    public Deadline deadline() {
        return body.get("maxTimeMS") instanceof Number millis ? Deadline.inMillis(millis.longValue()) : Deadline.NONE;
    }

    /** The collection the command is about. */
    public String collection() {
        if (body.get(name) instanceof String collection && !collection.isEmpty()) {
            return collection;
        }
        throw new MongoServerError(73, "InvalidNamespace", "collection name has invalid type or is empty in " + name);
    }

    public String namespace() {
        return database + "." + collection();
    }

    public Document document(String field) {
        return documentOf(field, body.get(field));
    }

    public @Nullable Document optionalDocument(String field) {
        return body.get(field) == null ? null : document(field);
    }

    static Document documentOf(String field, @Nullable Object value) {
        return switch (value) {
            case null -> new Document();
            case Document document -> document;
            default ->
                throw Refusal.typeMismatch("BSON field '" + field + "' is the wrong type, expected type 'object'");
        };
    }

    public List<Document> documents(String field) {
        if (!(body.get(field) instanceof Collection<?> values)) {
            throw new MongoServerError(
                    40414, "Location40414", "BSON field '" + name + "." + field + "' is missing but a required field");
        }
        List<Document> result = new ArrayList<>(values.size());
        for (Object value : values) {
            result.add(documentOf(field, value));
        }
        return result;
    }

    public long number(String field, long otherwise) {
        return switch (body.get(field)) {
            case null -> otherwise;
            case Number number -> {
                if (number.longValue() < 0) {
                    throw new MongoServerError(
                            51024,
                            "Location51024",
                            "BSON field '" + field + "' value must be >= 0, actual value '" + number + "'");
                }
                yield number.longValue();
            }
            default -> throw Refusal.typeMismatch("BSON field '" + field + "' is the wrong type, expected a number");
        };
    }

    public boolean flag(String field, boolean otherwise) {
        return switch (body.get(field)) {
            case null -> otherwise;
            case Boolean bool -> bool;
            case Number number -> number.doubleValue() != 0;
            default -> throw Refusal.typeMismatch("BSON field '" + field + "' is the wrong type, expected a boolean");
        };
    }

    public String text(String field) {
        if (Objects.requireNonNullElse(body.get(field), "") instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw Refusal.typeMismatch("BSON field '" + field + "' is the wrong type, expected type 'string'");
    }
}
