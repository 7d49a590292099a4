package io.communitycloud.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which documents a filter finds, in which order, with and without indexes that could serve it. */
class FindContractTest {

    private static final String DATA = """
            [
              {_id: 1, n: 1, s: "apple", tags: ["red", "round"], d: {x: 1, y: "p"}, at: {$date: "2026-01-01T00:00:00Z"}, b: true},
              {_id: 2, n: 2, s: "banana", tags: ["yellow"], d: {x: 2, y: "q"}, at: {$date: "2026-02-01T00:00:00Z"}, b: false},
              {_id: 3, n: 3.5, s: "cherry", tags: ["red"], d: {x: 3}, at: {$date: "2026-03-01T00:00:00Z"}},
              {_id: 4, n: {$numberLong: "4"}, s: "Date", tags: [], d: {x: null}, b: true},
              {_id: 5, n: {$numberDecimal: "5.25"}, s: "elder", tags: null, d: null},
              {_id: 6, n: -6, s: "fig", d: {x: [1, 2, 3]}},
              {_id: 7, n: "seven", s: "grape", tags: ["red", "green", "round"], items: [{p: 1, q: 10}, {p: 2, q: 20}]},
              {_id: 8, n: null, s: "apricot", items: [{p: 3, q: 5}, {p: 1}]},
              {_id: 9, s: "apple pie", tags: "red", items: []},
              {_id: 10, n: [1, 2, 30], s: "", items: [{p: [1, 7], q: 10}]},
              {_id: 11, n: 9007199254740993, s: "北京", tags: ["round", ["red", "nested"]]},
              {_id: 12, n: NaN, s: "appLe", d: {x: 1, y: "p", z: 0}, items: {p: 2, q: 1}}
            ]
            """;

    private static final String[] INDEXES = {
        "{n: 1}",
        "{s: 1}",
        "{tags: 1, s: -1}",
        "{'d.x': 1}",
        "{at: -1}",
        "{'items.p': 1, 'items.q': 1}",
        "{b: 1, s: 1}",
        "{s: -1, n: 1}",
        "{d: 1}"
    };

    private static final Map<String, MongoCollection<Document>> COLLECTIONS = new ConcurrentHashMap<>();

    private static MongoCollection<Document> data(Target target, boolean indexed) {
        return COLLECTIONS.computeIfAbsent(target.name() + indexed, key -> {
            MongoCollection<Document> collection = target.collection();
            if (indexed) {
                for (String index : INDEXES) {
                    collection.createIndex(Rows.json(index));
                }
            }
            collection.insertMany(Rows.array(DATA));
            return collection;
        });
    }

    @TestFactory
    List<DynamicTest> filters() {
        Rows rows = new Rows("filter");
        finds(rows, "{}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        finds(rows, "{_id: 3}", 3);
        finds(rows, "{_id: {$in: [2, 3, 99]}}", 2, 3);
        finds(rows, "{_id: {$gt: 10}}", 11, 12);
        finds(rows, "{_id: {$gte: 11, $lt: 12}}", 11);
        finds(rows, "{n: 1}", 1, 10);
        finds(rows, "{n: 1.0}", 1, 10);
        finds(rows, "{n: {$numberLong: '2'}}", 2, 10);
        finds(rows, "{n: {$numberDecimal: '3.5'}}", 3);
        finds(rows, "{n: 5.25}", 5);
        finds(rows, "{n: 'seven'}", 7);
        finds(rows, "{n: null}", 8, 9);
        finds(rows, "{n: {$exists: false}}", 9);
        finds(rows, "{n: {$exists: true}}", 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12);
        finds(rows, "{n: {$gt: 2}}", 3, 4, 5, 10, 11);
        finds(rows, "{n: {$gte: 2}}", 2, 3, 4, 5, 10, 11);
        finds(rows, "{n: {$lt: 2}}", 1, 6, 10);
        finds(rows, "{n: {$lte: 1}}", 1, 6, 10);
        finds(rows, "{n: {$gt: 2, $lt: 5}}", 3, 4, 10);
        finds(rows, "{n: {$elemMatch: {$gt: 2, $lt: 5}}}");
        finds(rows, "{n: {$elemMatch: {$gt: 1, $lt: 5}}}", 10);
        finds(rows, "{n: {$gt: 'a'}}", 7);
        finds(rows, "{n: {$gte: null}}", 8, 9);
        finds(rows, "{n: {$gt: null}}");
        finds(rows, "{n: {$ne: 1}}", 2, 3, 4, 5, 6, 7, 8, 9, 11, 12);
        finds(rows, "{n: {$ne: null}}", 1, 2, 3, 4, 5, 6, 7, 10, 11, 12);
        finds(rows, "{n: {$in: [1, 'seven', null]}}", 1, 7, 8, 9, 10);
        finds(rows, "{n: {$in: []}}");
        finds(rows, "{n: {$nin: [1, 2, null]}}", 3, 4, 5, 6, 7, 11, 12);
        finds(rows, "{n: {$nin: []}}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        finds(rows, "{n: {$not: {$gt: 2}}}", 1, 2, 6, 7, 8, 9, 12);
        finds(rows, "{n: {$mod: [2, 0]}}", 2, 4, 6, 10);
        finds(rows, "{n: {$mod: [2, 1]}}", 1, 3, 5, 10, 11);
        finds(rows, "{n: {$type: 'int'}}", 1, 2, 6, 10);
        finds(rows, "{n: {$type: 'number'}}", 1, 2, 3, 4, 5, 6, 10, 11, 12);
        finds(rows, "{n: {$type: 'string'}}", 7);
        finds(rows, "{n: {$type: 'null'}}", 8);
        finds(rows, "{n: {$type: 'array'}}", 10);
        finds(rows, "{n: {$type: 'decimal'}}", 5);
        finds(rows, "{n: {$type: ['long', 'double']}}", 3, 4, 11, 12);
        finds(rows, "{n: {$type: 16}}", 1, 2, 6, 10);
        finds(rows, "{n: NaN}", 12);
        finds(rows, "{n: {$gte: NaN}}", 12);
        finds(rows, "{n: [1, 2, 30]}", 10);
        finds(rows, "{n: [2, 1, 30]}");
        finds(rows, "{n: {$size: 3}}", 10);
        finds(rows, "{n: {$all: [1, 30]}}", 10);
        finds(rows, "{n: {$all: [1]}}", 1, 10);
        finds(rows, "{'n.0': 1}", 10);
        finds(rows, "{'n.2': {$gt: 10}}", 10);
        finds(rows, "{n: 9007199254740993}", 11);
        finds(rows, "{n: 9007199254740992}");
        finds(rows, "{n: {$gt: 9007199254740992}}", 11);
        finds(rows, "{s: 'apple'}", 1);
        finds(rows, "{s: ''}", 10);
        finds(rows, "{s: '北京'}", 11);
        finds(rows, "{s: {$gte: 'a', $lt: 'b'}}", 1, 8, 9, 12);
        finds(rows, "{s: {$lt: 'a'}}", 4, 10);
        finds(rows, "{s: {$gt: 'z'}}", 11);
        finds(rows, "{s: /^app/}", 1, 9, 12);
        finds(rows, "{s: /^apple$/}", 1);
        finds(rows, "{s: /^APP/i}", 1, 9, 12);
        finds(rows, "{s: {$regex: '^ap', $options: ''}}", 1, 8, 9, 12);
        finds(rows, "{s: {$regex: '^ap.*pie$'}}", 9);
        finds(rows, "{s: {$regex: 'an'}}", 2);
        finds(rows, "{s: {$regex: '^a|^b'}}", 1, 2, 8, 9, 12);
        finds(rows, "{s: {$regex: '^appl?e?'}}", 1, 9, 12);
        finds(rows, "{s: {$regex: '^北'}}", 11);
        finds(rows, "{s: {$not: /^a/}}", 2, 3, 4, 5, 6, 7, 10, 11);
        finds(rows, "{s: {$in: [/^ban/, 'fig']}}", 2, 6);
        finds(rows, "{n: /^1/}");
        finds(rows, "{s: {$regex: '^app', $ne: 'apple'}}", 9, 12);
        finds(rows, "{tags: 'red'}", 1, 3, 7, 9);
        finds(rows, "{tags: {$in: ['yellow', 'green']}}", 2, 7);
        finds(rows, "{tags: {$all: ['red', 'round']}}", 1, 7);
        finds(rows, "{tags: ['red']}", 3);
        finds(rows, "{tags: ['red', 'nested']}", 11);
        finds(rows, "{tags: []}", 4);
        finds(rows, "{tags: {$size: 0}}", 4);
        finds(rows, "{tags: {$size: 2}}", 1, 11);
        finds(rows, "{tags: null}", 5, 6, 8, 10, 12);
        finds(rows, "{tags: {$ne: 'red'}}", 2, 4, 5, 6, 8, 10, 11, 12);
        finds(rows, "{tags: {$nin: ['red', 'yellow']}}", 4, 5, 6, 8, 10, 11, 12);
        finds(rows, "{tags: {$exists: true, $ne: null}}", 1, 2, 3, 4, 7, 9, 11);
        finds(rows, "{tags: /^r/}", 1, 3, 7, 9, 11);
        finds(rows, "{'tags.0': 'red'}", 1, 3, 7);
        finds(rows, "{'tags.1': 'round'}", 1);
        finds(rows, "{tags: {$elemMatch: {$eq: 'red'}}}", 1, 3, 7);
        finds(rows, "{tags: 'red', s: {$gt: 'b'}}", 3, 7);
        finds(rows, "{tags: {$all: []}}");
        finds(rows, "{'d.x': 1}", 1, 6, 12);
        finds(rows, "{'d.x': {$gt: 1}}", 2, 3, 6);
        finds(rows, "{'d.x': null}", 4, 5, 7, 8, 9, 10, 11);
        finds(rows, "{'d.x': {$exists: true}}", 1, 2, 3, 4, 6, 12);
        finds(rows, "{'d.x': {$exists: false}}", 5, 7, 8, 9, 10, 11);
        finds(rows, "{d: {x: 1, y: 'p'}}", 1);
        finds(rows, "{d: {y: 'p', x: 1}}");
        finds(rows, "{d: {x: 3}}", 3);
        finds(rows, "{d: {$gt: {x: 2}}}", 2, 3, 6);
        finds(rows, "{d: null}", 5, 7, 8, 9, 10, 11);
        finds(rows, "{'d.x': {$in: [2, 3]}}", 2, 3, 6);
        finds(rows, "{'d.y.z': null}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        finds(rows, "{'items.p': 1}", 7, 8, 10);
        finds(rows, "{'items.p': 7}", 10);
        finds(rows, "{'items.q': {$gte: 10}}", 7, 10);
        finds(rows, "{'items.0.p': 1}", 7, 10);
        finds(rows, "{'items.1.q': 20}", 7);
        finds(rows, "{'items.p': 1, 'items.q': 20}", 7);
        finds(rows, "{items: {$elemMatch: {p: 1, q: 20}}}");
        finds(rows, "{items: {$elemMatch: {p: 1, q: 10}}}", 7, 10);
        finds(rows, "{items: {$elemMatch: {p: {$gt: 1}, q: {$lt: 10}}}}", 8);
        finds(rows, "{items: {$elemMatch: {q: {$exists: false}}}}", 8);
        finds(rows, "{items: {$not: {$elemMatch: {p: 1}}}, items: {$exists: true}}", 7, 8, 9, 10, 12);
        finds(rows, "{items: {$size: 2}}", 7, 8);
        finds(rows, "{items: {p: 2, q: 1}}", 12);
        finds(rows, "{items: {p: 2, q: 20}}", 7);
        finds(rows, "{at: {$date: '2026-02-01T00:00:00Z'}}", 2);
        finds(rows, "{at: {$gte: {$date: '2026-02-01T00:00:00Z'}}}", 2, 3);
        finds(rows, "{at: {$lt: {$date: '2026-02-01T00:00:00Z'}}}", 1);
        finds(rows, "{at: {$gt: 0}}");
        finds(rows, "{at: {$type: 'date'}}", 1, 2, 3);
        finds(rows, "{b: true}", 1, 4);
        finds(rows, "{b: {$ne: true}}", 2, 3, 5, 6, 7, 8, 9, 10, 11, 12);
        finds(rows, "{b: {$exists: true}}", 1, 2, 4);
        finds(rows, "{b: {$lt: true}}", 2);
        finds(rows, "{b: true, s: 'apple'}", 1);
        finds(rows, "{b: {$in: [true, false]}, s: {$gte: 'a'}}", 1, 2);
        finds(rows, "{$and: [{n: {$gt: 0}}, {n: {$lt: 3}}]}", 1, 2, 10);
        finds(rows, "{$or: [{n: 1}, {s: 'fig'}]}", 1, 6, 10);
        finds(rows, "{$or: [{n: 1}, {n: 2}, {n: 1}]}", 1, 2, 10);
        finds(rows, "{$or: [{s: {$gt: 'e'}}, {s: 'cherry', _id: {$gt: 2}}]}", 3, 5, 6, 7, 11);
        finds(rows, "{tags: 'red', $or: [{s: {$gt: 'cherry'}}, {s: 'cherry', _id: {$gt: 3}}]}", 7);
        finds(rows, "{$nor: [{n: {$exists: true}}, {s: 'fig'}]}", 9);
        finds(rows, "{$and: [{$or: [{n: 1}, {n: 2}]}, {$or: [{s: 'apple'}, {s: ''}]}]}", 1, 10);
        finds(rows, "{$or: [{}]}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        finds(rows, "{$expr: {$eq: ['$s', 'fig']}}", 6);
        finds(rows, "{$expr: {$gt: ['$d.x', 1]}, 'd.x': {$type: 'int'}, _id: {$lt: 4}}", 2, 3);
        finds(rows, "{$comment: 'why', s: 'fig'}", 6);
        finds(rows, "{s: {$eq: 'fig'}}", 6);
        finds(rows, "{s: {$not: {$eq: 'fig'}}, b: true}", 1, 4);
        finds(rows, "{nothing: 1}");
        finds(rows, "{nothing: {$exists: false}, _id: 1}", 1);
        finds(rows, "{_id: {$type: 'int'}, s: 'fig'}", 6);
        finds(rows, "{_id: {$gt: 'a'}}");
        finds(rows, "{_id: null}");
        finds(rows, "{s: {$gt: {$minKey: 1}}, _id: 1}", 1);
        finds(rows, "{s: {$lt: {$maxKey: 1}}, _id: 1}", 1);
        return rows.tests();
    }

    private static void finds(Rows rows, String filter, Integer... ids) {
        for (boolean indexed : new boolean[] {false, true}) {
            rows.row(filter + (indexed ? " with indexes" : ""), target -> {
                MongoCollection<Document> data = data(target, indexed);
                List<Integer> found = new ArrayList<>();
                for (Document document : data.find(Rows.json(filter))) {
                    found.add(document.getInteger("_id"));
                }
                assertThat(found).containsExactlyInAnyOrder(ids);
                assertThat(data.countDocuments(Rows.json(filter))).isEqualTo(ids.length);
            });
        }
    }

    @TestFactory
    List<DynamicTest> orders() {
        Rows rows = new Rows("sort");
        sorts(rows, "{}", "{_id: -1}", 0, 3, 12, 11, 10);
        sorts(rows, "{}", "{_id: 1}", 2, 2, 3, 4);
        sorts(rows, "{s: {$gte: 'a'}}", "{s: 1}", 0, 4, 12, 1, 9, 8);
        sorts(rows, "{s: {$gte: 'a'}}", "{s: -1}", 0, 3, 11, 7, 6);
        sorts(rows, "{tags: 'red'}", "{s: 1}", 0, 0, 1, 9, 3, 7);
        sorts(rows, "{tags: 'red'}", "{s: -1}", 1, 2, 3, 9);
        sorts(rows, "{tags: {$in: ['red', 'yellow', 'green']}}", "{s: 1}", 0, 3, 1, 9, 2);
        sorts(rows, "{tags: {$in: ['red', 'round']}}", "{s: -1, _id: 1}", 0, 0, 11, 7, 3, 9, 1);
        sorts(rows, "{b: {$exists: true}}", "{b: 1, s: 1}", 0, 0, 2, 4, 1);
        sorts(rows, "{b: {$exists: true}}", "{b: -1, s: -1}", 0, 0, 1, 4, 2);
        sorts(rows, "{b: {$exists: true}}", "{b: 1, s: -1}", 0, 0, 2, 1, 4);
        sorts(rows, "{b: true}", "{s: 1}", 0, 0, 4, 1);
        sorts(rows, "{b: {$in: [false, true]}}", "{s: -1}", 0, 2, 2, 1);
        sorts(rows, "{_id: {$in: [1, 2, 3]}}", "{at: 1}", 0, 0, 1, 2, 3);
        sorts(rows, "{_id: {$in: [1, 2, 3]}}", "{at: -1}", 0, 2, 3, 2);
        sorts(rows, "{}", "{n: 1, _id: 1}", 0, 0, 8, 9, 12, 6, 1, 10, 2, 3, 4, 5, 11, 7);
        sorts(rows, "{}", "{n: -1, _id: 1}", 0, 0, 7, 11, 10, 5, 4, 3, 2, 1, 6, 12, 8, 9);
        sorts(rows, "{_id: {$in: [1, 2, 3, 4, 5, 6]}}", "{'d.x': 1, _id: 1}", 0, 0, 4, 5, 1, 6, 2, 3);
        sorts(rows, "{_id: {$in: [1, 2, 3, 4, 5, 6]}}", "{'d.x': -1, _id: 1}", 0, 0, 3, 6, 2, 1, 4, 5);
        sorts(rows, "{_id: {$in: [4, 5, 6, 1]}}", "{tags: 1, _id: 1}", 0, 0, 4, 5, 6, 1);
        sorts(rows, "{_id: {$lt: 5}}", "{$natural: -1}", 0, 2, 4, 3);
        sorts(rows, "{s: {$gt: 'apricot'}}", "{s: 1, _id: 1}", 1, 2, 3, 5);
        sorts(
                rows,
                "{tags: 'red', $or: [{s: {$lt: 'cherry'}}, {s: 'cherry', _id: {$lt: 3}}]}",
                "{s: -1, _id: -1}",
                0,
                5,
                9,
                1);
        return rows.tests();
    }

    private static void sorts(Rows rows, String filter, String order, int skip, int limit, Integer... ids) {
        for (boolean indexed : new boolean[] {false, true}) {
            String name = filter + " by " + order + " skip " + skip + " limit " + limit;
            rows.row(name + (indexed ? " with indexes" : ""), target -> {
                FindIterable<Document> found = data(target, indexed)
                        .find(Rows.json(filter))
                        .sort(Rows.json(order))
                        .skip(skip)
                        .limit(limit);
                List<Integer> result = new ArrayList<>();
                found.forEach(document -> result.add(document.getInteger("_id")));
                assertThat(result).isEqualTo(Arrays.asList(ids));
            });
        }
    }

    @TestFactory
    List<DynamicTest> projections() {
        Rows rows = new Rows("projection");
        projects(rows, "{_id: 1}", "{s: 1}", "{_id: 1, s: 'apple'}");
        projects(rows, "{_id: 1}", "{s: 1, _id: 0}", "{s: 'apple'}");
        projects(rows, "{_id: 2}", "{tags: 0, d: 0, at: 0}", "{_id: 2, n: 2, s: 'banana', b: false}");
        projects(rows, "{_id: 1}", "{'d.x': 1}", "{_id: 1, d: {x: 1}}");
        projects(rows, "{_id: 12}", "{'d.y': 0, n: 0, items: 0}", "{_id: 12, s: 'appLe', d: {x: 1, z: 0}}");
        projects(rows, "{_id: 7}", "{'items.p': 1}", "{_id: 7, items: [{p: 1}, {p: 2}]}");
        projects(rows, "{_id: 7}", "{'items.q': 0, tags: 0, n: 0, s: 0}", "{_id: 7, items: [{p: 1}, {p: 2}]}");
        projects(rows, "{_id: 7}", "{tags: {$slice: 1}, items: 0, n: 0, s: 0}", "{_id: 7, tags: ['red']}");
        projects(rows, "{_id: 7}", "{tags: {$slice: -1}, items: 0, n: 0, s: 0}", "{_id: 7, tags: ['round']}");
        projects(rows, "{_id: 7}", "{tags: {$slice: [1, 1]}, items: 0, n: 0, s: 0}", "{_id: 7, tags: ['green']}");
        projects(rows, "{_id: 7}", "{items: {$elemMatch: {p: 2}}}", "{_id: 7, items: [{p: 2, q: 20}]}");
        projects(rows, "{_id: 7}", "{items: {$elemMatch: {p: 9}}}", "{_id: 7}");
        projects(rows, "{_id: 1}", "{missing: 1}", "{_id: 1}");
        projects(rows, "{_id: 6}", "{'d.x': 1}", "{_id: 6, d: {x: [1, 2, 3]}}");
        projects(rows, "{_id: 1}", "{s: true, b: true}", "{_id: 1, s: 'apple', b: true}");
        projects(rows, "{_id: 9}", "{_id: 1}", "{_id: 9}");
        return rows.tests();
    }

    private static void projects(Rows rows, String filter, String projection, String expected) {
        rows.row(
                projection + " of " + filter,
                target -> assertThat(data(target, false)
                                .find(Rows.json(filter))
                                .projection(Rows.json(projection))
                                .first())
                        .isEqualTo(Rows.json(expected)));
    }

    @TestFactory
    List<DynamicTest> distincts() {
        Rows rows = new Rows("distinct");
        distinct(rows, "b", "{}", "[false, true]");
        distinct(rows, "tags", "{_id: {$lt: 5}}", "['red', 'round', 'yellow']");
        distinct(rows, "d.x", "{_id: {$in: [1, 2, 3, 6]}}", "[1, 2, 3]");
        distinct(rows, "items.p", "{}", "[1, 2, 3, 7]");
        distinct(rows, "nothing", "{}", "[]");
        distinct(rows, "n", "{_id: {$in: [1, 2, 8]}}", "[null, 1, 2]");
        distinct(rows, "s", "{s: /^app/}", "['appLe', 'apple', 'apple pie']");
        return rows.tests();
    }

    private static void distinct(Rows rows, String field, String filter, String expected) {
        for (boolean indexed : new boolean[] {false, true}) {
            rows.row(field + " of " + filter + (indexed ? " with indexes" : ""), target -> {
                Document command = new Document(
                                "distinct", data(target, indexed).getNamespace().getCollectionName())
                        .append("key", field)
                        .append("query", Rows.json(filter));
                List<?> values = target.database().runCommand(command).getList("values", Object.class);
                List<?> wanted = Document.parse("{a: " + expected + "}").getList("a", Object.class);
                assertThat(new ArrayList<Object>(values))
                        .containsExactlyInAnyOrderElementsOf(new ArrayList<Object>(wanted));
            });
        }
    }

    @TestFactory
    List<DynamicTest> counts() {
        Rows rows = new Rows("count");
        for (boolean indexed : new boolean[] {false, true}) {
            String suffix = indexed ? " with indexes" : "";
            rows.row(
                    "estimated" + suffix,
                    target -> assertThat(data(target, indexed).estimatedDocumentCount())
                            .isEqualTo(12));
            rows.row("skip and limit" + suffix, target -> {
                Document command = new Document(
                                "count", data(target, indexed).getNamespace().getCollectionName())
                        .append("query", Rows.json("{s: {$gte: 'a'}}"))
                        .append("skip", 3)
                        .append("limit", 4);
                assertThat(target.database().runCommand(command).getInteger("n"))
                        .isEqualTo(4);
            });
            rows.row(
                    "of a collection that is not there" + suffix,
                    target -> assertThat(target.collection().countDocuments()).isZero());
        }
        return rows.tests();
    }

    @TestFactory
    List<DynamicTest> malformed() {
        Rows rows = new Rows("malformed filter");
        refuses(rows, "{$unknown: 1}", 2);
        refuses(rows, "{a: {$unknown: 1}}", 2);
        refuses(rows, "{$and: []}", 2);
        refuses(rows, "{$or: {}}", 2);
        refuses(rows, "{$or: [1]}", 2);
        refuses(rows, "{a: {$in: 1}}", 2);
        refuses(rows, "{a: {$nin: 1}}", 2);
        refuses(rows, "{a: {$in: [{$gt: 1}]}}", 2);
        refuses(rows, "{a: {$all: 1}}", 2);
        refuses(rows, "{a: {$elemMatch: 1}}", 2);
        refuses(rows, "{a: {$size: 'x'}}", 2);
        refuses(rows, "{a: {$size: -1}}", 2);
        refuses(rows, "{a: {$mod: [0, 1]}}", 2);
        refuses(rows, "{a: {$mod: [1]}}", 2);
        refuses(rows, "{a: {$not: 1}}", 2);
        refuses(rows, "{a: {$type: 'nothing'}}", 2);
        refuses(rows, "{a: {$type: []}}", 9);
        refuses(rows, "{a: {$regex: '('}}", 51091);
        refuses(rows, "{a: {$options: 'i'}}", 2);
        refuses(rows, "{$expr: {$unknown: 1}}", 168);
        return rows.tests();
    }

    private static void refuses(Rows rows, String filter, int code) {
        rows.row(
                filter,
                target -> assertThat(Rows.codeOf(() -> {
                            var ignored =
                                    data(target, false).find(Rows.json(filter)).first();
                        }))
                        .isEqualTo(code));
    }
}
