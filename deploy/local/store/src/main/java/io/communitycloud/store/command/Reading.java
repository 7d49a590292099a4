package io.communitycloud.store.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.BsonWriter;
import io.communitycloud.store.bson.RawDocument;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.Query;
import io.communitycloud.store.collection.Results;
import io.communitycloud.store.collection.StoredCollection;
import io.communitycloud.store.collection.StoredDocument;
import io.communitycloud.store.query.FilterReader;
import io.communitycloud.store.query.Plan;
import io.communitycloud.store.query.Projection;
import io.communitycloud.store.query.Sort;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that find documents. */
final class Reading {

    private static final Set<String> FIND = Set.of(
            "filter",
            "sort",
            "projection",
            "hint",
            "skip",
            "limit",
            "batchSize",
            "singleBatch",
            "noCursorTimeout",
            "allowDiskUse",
            "allowPartialResults");
    private static final Set<String> FIND_UNSUPPORTED = Set.of(
            "collation",
            "let",
            "max",
            "min",
            "returnKey",
            "showRecordId",
            "tailable",
            "awaitData",
            "oplogReplay",
            "snapshot",
            "maxScan");

    private final Engine engine;
    private final Cursors cursors;
    private final Pipelines pipelines;

    Reading(Engine engine, Cursors cursors) {
        this.engine = engine;
        this.cursors = cursors;
        this.pipelines = new Pipelines(engine);
    }

    Document find(Request request) {
        request.allow(FIND, FIND_UNSUPPORTED);
        Projection projection = Projection.read(request.optionalDocument("projection"));
        Query query = query(request);
        @Nullable
        Long batchSize = request.body().containsKey("batchSize") ? (Long) request.number("batchSize", 0) : null;
        StoredCollection collection = engine.find(request.database(), request.collection());
        Cursors.Source source = collection == null
                ? new Found(List.<Document>of().iterator())
                : source(collection.find(query), projection);
        return cursors.open(
                request.namespace(),
                source,
                batchSize,
                request.flag("singleBatch", false) || negativeLimit(request),
                request.flag("noCursorTimeout", false));
    }

    private static boolean negativeLimit(Request request) {
        return request.body().get("limit") instanceof Number limit && limit.longValue() < 0;
    }

    private static Query query(Request request) {
        return new Query(
                FilterReader.read(request.document("filter")),
                Sort.read(request.optionalDocument("sort")),
                request.number("skip", 0),
                request.body().get("limit") instanceof Number limit
                        ? Math.abs(limit.longValue())
                        : request.number("limit", 0),
                hint(request),
                request.deadline());
    }

    private static @Nullable Object hint(Request request) {
        Object hint = request.body().get("hint");
        return hint instanceof Document document && document.isEmpty() ? null : hint;
    }

    private static Cursors.Source source(Results results, @Nullable Projection projection) {
        return projection == null ? new Unchanged(results) : new Projected(results, projection);
    }

    Document count(Request request) {
        request.allow(Set.of("query", "limit", "skip", "hint", "fields"), Set.of("collation"));
        Query query = new Query(
                FilterReader.read(request.document("query")),
                Sort.NONE,
                request.number("skip", 0),
                request.body().get("limit") instanceof Number limit ? Math.abs(limit.longValue()) : 0,
                hint(request),
                request.deadline());
        StoredCollection collection = engine.find(request.database(), request.collection());
        long count = collection == null ? 0 : collection.count(query);
        return new Document("n", number(count));
    }

    static Object number(long count) {
        return count <= Integer.MAX_VALUE ? (Object) (int) count : (Object) count;
    }

    Document distinct(Request request) {
        request.allow(Set.of("key", "query", "hint"), Set.of("collation"));
        Query query = Query.of(request.document("query")).hinted(hint(request)).until(request.deadline());
        String key = request.text("key");
        StoredCollection collection = engine.find(request.database(), request.collection());
        return new Document("values", collection == null ? List.of() : collection.distinct(key, query));
    }

    Document aggregate(Request request) {
        request.allow(
                Set.of("pipeline", "cursor", "allowDiskUse", "hint", "bypassDocumentValidation", "explain"),
                Set.of("collation", "let", "exchange", "fromMongos", "needsMerge"));
        if (request.flag("explain", false)) {
            return explained(request, "queryPlanner");
        }
        if (!(request.body().get("cursor") instanceof Document cursor)) {
            throw Refusal.failedToParse(
                    "The 'cursor' option is required, except for aggregate with the explain argument");
        }
        @Nullable Long batchSize = cursor.get("batchSize") instanceof Number size ? (Long) size.longValue() : null;
        String namespace = request.body().get(request.name()) instanceof String
                ? request.namespace()
                : request.database() + ".$cmd.aggregate";
        Pipelines.Prepared prepared = pipelines.prepare(request, hint(request));
        return cursors.open(namespace, new Found(prepared.run()), batchSize, false, false);
    }

    // Explaining

    Document explain(Request request) {
        request.allow(Set.of("verbosity"), Set.of());
        if (!(request.body().get("explain") instanceof Document command)) {
            throw Refusal.failedToParse("explain command requires a nested object");
        }
        String verbosity = request.body().get("verbosity") instanceof String text ? text : "allPlansExecution";
        if (!Set.of("queryPlanner", "executionStats", "allPlansExecution").contains(verbosity)) {
            throw Refusal.badValue(
                    "verbosity string must be one of {'queryPlanner', 'executionStats'," + " 'allPlansExecution'}");
        }
        return explained(new Request(request.database(), command), verbosity);
    }

    private Document explained(Request request, String verbosity) {
        @Nullable
        Query query = switch (request.name()) {
            case "find" -> query(request);
            case "count" -> Query.of(request.document("query")).hinted(hint(request));
            case "distinct" -> Query.of(request.document("query")).hinted(hint(request));
            case "findAndModify" ->
                Query.of(request.document("query"))
                        .sorted(Sort.read(request.optionalDocument("sort")))
                        .limited(1)
                        .hinted(hint(request));
            case "update" -> ofFirst(request.documents("updates"));
            case "delete" -> ofFirst(request.documents("deletes"));
            case "aggregate" -> pipelines.prepare(request, hint(request)).query();
            default ->
                throw new MongoServerError(
                        59, "CommandNotFound", "Explain failed due to unknown command: " + request.name());
        };
        StoredCollection collection = engine.find(request.database(), request.collection());
        Document planner = new Document("namespace", request.namespace());
        Document answer = new Document("queryPlanner", planner);
        if (collection == null || query == null) {
            planner.put("winningPlan", new Document("stage", "EOF"));
            return answer;
        }
        Plan plan = collection.plan(query);
        planner.put("indexFilterSet", false);
        boolean counted = request.name().equals("count") && plan.countable();
        Document stages = counted ? countStage(plan) : stages(plan, query);
        planner.put("winningPlan", stages);
        planner.put("rejectedPlans", List.of());
        if (!verbosity.equals("queryPlanner")) {
            answer.put("executionStats", executed(collection, query, plan, stages));
        }
        Document server = new Document("host", "127.0.0.1");
        server.put("version", Administration.VERSION);
        answer.put("serverInfo", server);
        return answer;
    }

    private static Query ofFirst(List<Document> operations) {
        Document first = operations.getFirst();
        return Query.of(Request.documentOf("q", first.get("q"))).hinted(first.get("hint"));
    }

    private static Document countStage(Plan plan) {
        Document stage = new Document("stage", "COUNT");
        Document scan = new Document(plan.explain());
        stage.put("inputStage", scan.get("inputStage") instanceof Document input ? input : scan);
        return stage;
    }

    private static Document stages(Plan plan, Query query) {
        Document stage = plan.explain();
        if (!plan.sorted()) {
            Document order = new Document();
            query.sort().fields().forEach(field -> order.put(field.path().name(), field.ascending() ? 1 : -1));
            Document sort = new Document("stage", "SORT");
            sort.put("sortPattern", order);
            sort.put("inputStage", stage);
            stage = sort;
        }
        if (query.skip() > 0) {
            stage = new Document("stage", "SKIP")
                    .append("skipAmount", query.skip())
                    .append("inputStage", stage);
        }
        if (query.limit() > 0) {
            stage = new Document("stage", "LIMIT")
                    .append("limitAmount", query.limit())
                    .append("inputStage", stage);
        }
        return stage;
    }

    private static Document executed(StoredCollection collection, Query query, Plan plan, Document stages) {
        long start = System.nanoTime();
        long returned = 0;
        try (Results results = collection.find(query, plan)) {
            while (results.hasNext()) {
                StoredDocument ignored = results.next();
                returned++;
            }
            Document stats = new Document("executionSuccess", true);
            stats.put("nReturned", number(returned));
            stats.put("executionTimeMillis", number((System.nanoTime() - start) / 1_000_000));
            stats.put("totalKeysExamined", number(results.keysExamined()));
            stats.put("totalDocsExamined", number(results.documentsExamined()));
            stats.put("executionStages", stages);
            return stats;
        }
    }

    /** Documents as they are stored. */
    private record Unchanged(Results results) implements Cursors.Source {

        @Override
        public boolean hasNext() {
            return results.hasNext();
        }

        @Override
        public RawDocument next() {
            return new RawDocument(results.next().bytes());
        }

        @Override
        public void close() {
            results.close();
        }
    }

    /** Documents as a projection leaves them. */
    private record Projected(Results results, Projection projection) implements Cursors.Source {

        @Override
        public boolean hasNext() {
            return results.hasNext();
        }

        @Override
        public RawDocument next() {
            return encoded(projection.apply(results.next().document()));
        }

        @Override
        public void close() {
            results.close();
        }
    }

    /** Documents that were computed. */
    private record Found(Iterator<Document> documents) implements Cursors.Source {

        @Override
        public boolean hasNext() {
            return documents.hasNext();
        }

        @Override
        public RawDocument next() {
            return encoded(documents.next());
        }

        @Override
        public void close() {}
    }

    static RawDocument encoded(Document document) {
        BsonWriter writer = new BsonWriter();
        writer.document(document);
        return new RawDocument(writer.toByteArray());
    }

    /** For those who look through all of something at once. */
    static List<RawDocument> encoded(List<Document> documents) {
        List<RawDocument> result = new ArrayList<>();
        for (Document document : documents) {
            result.add(encoded(document));
        }
        return result;
    }
}
