package io.communitycloud.store.command;

import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.BsonWriter;
import io.communitycloud.store.bson.Fields;
import io.communitycloud.store.collection.Database;
import io.communitycloud.store.collection.Deadline;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.Query;
import io.communitycloud.store.collection.Results;
import io.communitycloud.store.collection.Sorter;
import io.communitycloud.store.collection.StoredCollection;
import io.communitycloud.store.query.Expressions;
import io.communitycloud.store.query.Filter;
import io.communitycloud.store.query.FilterReader;
import io.communitycloud.store.query.Sort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs aggregation pipelines.
 *
 * <p>Leading {@code $match}, {@code $sort}, {@code $skip} and {@code $limit} become one query, so that indexes serve
 * them; a count that follows is answered as a count. What is left runs in mongo-java-server's stages, sorts apart, whose
 * memory is bounded here.
 */
final class Pipelines {

    private static final Set<String> STAGES = Set.of(
            "$match",
            "$skip",
            "$limit",
            "$sort",
            "$project",
            "$count",
            "$group",
            "$addFields",
            "$set",
            "$unwind",
            "$graphLookup",
            "$lookup",
            "$replaceRoot",
            "$replaceWith",
            "$sample",
            "$sortByCount",
            "$bucket",
            "$facet",
            "$unset",
            "$out",
            "$redact",
            "$merge");
    private static final Set<String> UNSUPPORTED_STAGES = Set.of(
            "$bucketAuto",
            "$changeStream",
            "$collStats",
            "$currentOp",
            "$densify",
            "$documents",
            "$fill",
            "$geoNear",
            "$indexStats",
            "$listSessions",
            "$planCacheStats",
            "$search",
            "$setWindowFields",
            "$unionWith");
    private static final Set<String> ACCUMULATORS =
            Set.of("$sum", "$min", "$max", "$avg", "$addToSet", "$push", "$first", "$last");
    private static final Set<String> WITH_EXPRESSIONS =
            Set.of("$project", "$addFields", "$set", "$replaceRoot", "$replaceWith", "$redact", "$sortByCount");

    private final Engine engine;

    Pipelines(Engine engine) {
        this.engine = engine;
    }

    /** A pipeline that has been read: the query its beginning amounts to, and the rest. */
    interface Prepared {

        @Nullable
        Query query();

        Iterator<Document> run();
    }

    Prepared prepare(Request request, @Nullable Object hint) {
        if (!(request.body().get(request.name()) instanceof String)) {
            throw Refusal.notImplemented("aggregate on a whole database");
        }
        List<Document> pipeline = new ArrayList<>();
        for (Document stage : Aggregation.parse(request.body().get("pipeline"))) {
            pipeline.add(normalized(stage));
        }
        for (int i = 0; i < pipeline.size(); i++) {
            String name = name(pipeline.get(i));
            boolean writes = name.equals("$out") || name.equals("$merge");
            if (writes && i < pipeline.size() - 1) {
                throw new MongoServerError(
                        40601, "Location40601", name + " can only be the final stage in the pipeline");
            }
            requireStage(pipeline.get(i));
        }
        Beginning beginning = new Beginning(pipeline, hint, request.deadline());
        StoredCollection collection = engine.find(request.database(), request.collection());
        List<Document> rest = pipeline.subList(beginning.stages, pipeline.size());
        Database database = engine.database(request.database());
        return new Prepared() {
            @Override
            public Query query() {
                return beginning.query;
            }

            @Override
            public Iterator<Document> run() {
                boolean writes = !rest.isEmpty() && Set.of("$out", "$merge").contains(name(rest.getLast()));
                if (writes) {
                    engine.storage().requireSpace();
                }
                if (collection == null) {
                    return writes || !rest.isEmpty()
                            ? stages(rest, List.<Document>of().iterator(), database, null)
                            : List.<Document>of().iterator();
                }
                Document counted = rest.isEmpty() ? null : countOf(rest.getFirst());
                if (counted != null && beginning.query.sort().natural() == null) {
                    long count = collection.count(beginning.query.sorted(Sort.NONE));
                    List<Document> result = count == 0 ? List.of() : List.of(filled(counted, count));
                    return stages(rest.subList(1, rest.size()), result.iterator(), database, collection);
                }
                return found(collection, beginning.query, rest, database);
            }
        };
    }

    private Iterator<Document> found(StoredCollection collection, Query query, List<Document> rest, Database database) {
        long limit = engine.settings().memoryLimit();
        try (Results results = collection.find(query)) {
            Iterator<Document> documents = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return results.hasNext();
                }

                @Override
                public Document next() {
                    return results.next().document();
                }
            };
            Iterator<Document> computed = stages(rest, documents, database, collection);
            // Computed while the results are open; bounded, because it is kept until the client has fetched it.
            List<Document> kept = new ArrayList<>();
            long bytes = 0;
            while (computed.hasNext()) {
                Document document = computed.next();
                bytes += size(document);
                if (bytes > limit) {
                    throw Refusal.memoryLimit("aggregation result", limit);
                }
                kept.add(document);
            }
            return kept.iterator();
        }
    }

    private static long size(Document document) {
        BsonWriter writer = new BsonWriter();
        writer.document(document);
        return writer.size() * 3L;
    }

    /** Runs stages one after the other; sorts here, everything between two sorts in the inherited code. */
    private Iterator<Document> stages(
            List<Document> stages,
            Iterator<Document> source,
            Database database,
            @Nullable StoredCollection collection) {
        Iterator<Document> current = source;
        int start = 0;
        while (start < stages.size()) {
            if (name(stages.get(start)).equals("$sort")) {
                Sort sort = Sort.read((Document) stages.get(start).get("$sort"));
                long limit = engine.settings().memoryLimit();
                current = Sorter.sort(
                        current, sort, wantedAfter(stages, start), limit, document -> document, Pipelines::size);
                start++;
                continue;
            }
            int end = start;
            while (end < stages.size() && !name(stages.get(end)).equals("$sort")) {
                end++;
            }
            current = inherited(stages.subList(start, end), current, database, collection);
            start = end;
        }
        return current;
    }

    /** How many documents behind a sort a following limit lets through, 0 for all. */
    private static long wantedAfter(List<Document> stages, int sort) {
        long skip = 0;
        for (Document stage : stages.subList(sort + 1, stages.size())) {
            switch (name(stage)) {
                case "$skip" -> skip += Fields.number(stage, "$skip");
                case "$limit" -> {
                    return skip + Fields.number(stage, "$limit");
                }
                default -> {
                    return 0;
                }
            }
        }
        return 0;
    }

    private Iterator<Document> inherited(
            List<Document> stages,
            Iterator<Document> source,
            Database database,
            @Nullable StoredCollection collection) {
        Aggregation aggregation =
                Aggregation.fromPipeline(stages, engine::database, database, collection, NoopOplog.get());
        Stream<Document> documents =
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(source, Spliterator.ORDERED), false);
        return aggregation.runStagesAsStream(documents).iterator();
    }

    private static String name(Document stage) {
        if (stage.size() != 1) {
            throw new MongoServerError(
                    40323, "Location40323", "A pipeline stage specification object must contain exactly one field.");
        }
        return stage.keySet().iterator().next();
    }

    /** Aliases the inherited code does not know. */
    private static Document normalized(Document stage) {
        return switch (name(stage)) {
            case "$set" -> new Document("$addFields", stage.get("$set"));
            case "$replaceWith" -> new Document("$replaceRoot", new Document("newRoot", stage.get("$replaceWith")));
            default -> stage;
        };
    }

    private static void requireStage(Document stage) {
        String name = name(stage);
        Object operand = stage.get(name);
        if (UNSUPPORTED_STAGES.contains(name)) {
            throw Refusal.notImplemented("aggregation stage " + name);
        }
        if (!STAGES.contains(name)) {
            throw new MongoServerError(40324, "Location40324", "Unrecognized pipeline stage name: '" + name + "'");
        }
        if (WITH_EXPRESSIONS.contains(name)) {
            try {
                Expressions.check(operand);
            } catch (MongoServerError e) {
                throw name.equals("$project")
                        ? new MongoServerError(
                                31325,
                                "Location31325",
                                "Invalid $project :: caused by :: " + e.getMessageWithoutErrorCode())
                        : e;
            }
        }
        switch (name) {
            case "$match" -> {
                Filter ignored = FilterReader.read(requireDocument(name, operand, 15959));
            }
            case "$sort" -> {
                Sort sort = Sort.read(requireDocument(name, operand, 15973));
                if (sort.isEmpty()) {
                    throw new MongoServerError(15976, "Location15976", "$sort stage must have at least one sort key");
                }
            }
            case "$limit" -> requireNumber(name, operand, 1, 15958, "the limit must be positive");
            case "$skip" -> requireNumber(name, operand, 0, 15956, "Argument to $skip cannot be negative");
            case "$group" -> requireGroup(requireDocument(name, operand, 15947));
            case "$lookup" -> {
                if (requireDocument(name, operand, 40319).containsKey("pipeline")) {
                    throw Refusal.notImplemented("$lookup with a pipeline");
                }
            }
            case "$facet" -> {
                for (Object inner : requireDocument(name, operand, 40169).values()) {
                    for (Document part : Aggregation.parse(inner)) {
                        requireStage(normalized(part));
                    }
                }
            }
            case "$merge" -> {
                if (operand instanceof Document merge && merge.get("whenMatched") instanceof Collection) {
                    throw Refusal.notImplemented("$merge with a pipeline");
                }
            }
            default -> {}
        }
    }

    private static Document requireDocument(String name, @Nullable Object operand, int code) {
        if (operand instanceof Document document) {
            return document;
        }
        throw new MongoServerError(code, "Location" + code, "the " + name + " stage specification must be an object");
    }

    private static void requireNumber(String name, @Nullable Object operand, long least, int code, String message) {
        if (!(operand instanceof Number number) || number.doubleValue() != number.longValue()) {
            throw new MongoServerError(code, "Location" + code, "the " + name + " stage needs a whole number");
        }
        if (number.longValue() < least) {
            throw new MongoServerError(code, "Location" + code, message);
        }
    }

    private static void requireGroup(Document group) {
        if (!group.containsKey("_id")) {
            throw new MongoServerError(15955, "Location15955", "a group specification must include an _id");
        }
        Expressions.check(group.get("_id"));
        for (Map.Entry<String, Object> entry : group.entrySet()) {
            if (entry.getKey().equals("_id")) {
                continue;
            }
            if (!(entry.getValue() instanceof Document accumulator) || accumulator.size() != 1) {
                throw new MongoServerError(
                        40234, "Location40234", "The field '" + entry.getKey() + "' must be an accumulator object");
            }
            String operator = accumulator.keySet().iterator().next();
            if (!ACCUMULATORS.contains(operator)) {
                throw new MongoServerError(15952, "Location15952", "unknown group operator '" + operator + "'");
            }
            Expressions.check(accumulator.get(operator));
        }
    }

    /** The document a stage gives that only counts, with null where the count belongs; or null if it does more. */
    private static @Nullable Document countOf(Document stage) {
        String name = name(stage);
        if (name.equals("$count") && stage.get(name) instanceof String field) {
            return new Document(field, null);
        }
        if (!name.equals("$group")) {
            return null;
        }
        Document group = Fields.document(stage, name);
        Object id = group.get("_id");
        boolean constant = id == null || id instanceof Number;
        if (!constant || group.size() != 2) {
            return null;
        }
        Document result = new Document("_id", id);
        for (Map.Entry<String, Object> entry : group.entrySet()) {
            if (!entry.getKey().equals("_id")) {
                boolean counts = entry.getValue() instanceof Document accumulator
                        && Integer.valueOf(1).equals(accumulator.get("$sum"));
                if (!counts) {
                    return null;
                }
                result.put(entry.getKey(), null);
            }
        }
        return result;
    }

    private static Document filled(Document template, long count) {
        Document result = new Document();
        String last = List.copyOf(template.keySet()).getLast();
        for (Map.Entry<String, Object> entry : template.entrySet()) {
            result.put(entry.getKey(), entry.getKey().equals(last) ? Reading.number(count) : entry.getValue());
        }
        return result;
    }

    /** How far a pipeline's beginning can be taken as one query. */
    private static final class Beginning {

        private final Query query;
        private final int stages;

        Beginning(List<Document> pipeline, @Nullable Object hint, Deadline deadline) {
            List<Filter> filters = new ArrayList<>();
            Sort sort = Sort.NONE;
            long skip = 0;
            long limit = 0;
            int next = 0;
            boolean open = true;
            while (open && next < pipeline.size()) {
                Document stage = pipeline.get(next);
                switch (name(stage)) {
                    case "$match" -> {
                        open = skip == 0 && limit == 0;
                        if (open) {
                            filters.add(FilterReader.read(Fields.document(stage, "$match")));
                        }
                    }
                    case "$sort" -> {
                        open = sort.isEmpty() && skip == 0 && limit == 0;
                        if (open) {
                            sort = Sort.read((Document) stage.get("$sort"));
                        }
                    }
                    case "$skip" -> {
                        open = limit == 0;
                        if (open) {
                            skip += Fields.number(stage, "$skip");
                        }
                    }
                    case "$limit" -> {
                        long wanted = Fields.number(stage, "$limit");
                        limit = limit == 0 ? wanted : Math.min(limit, wanted);
                    }
                    default -> open = false;
                }
                if (open) {
                    next++;
                }
            }
            Filter filter = filters.size() == 1 ? filters.getFirst() : new Filter.And(List.copyOf(filters));
            this.query = new Query(filter, sort, skip, limit, hint, deadline);
            this.stages = next;
        }
    }
}
