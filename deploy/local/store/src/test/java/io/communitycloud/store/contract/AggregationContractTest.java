package io.communitycloud.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the stages that services use make of documents. */
class AggregationContractTest {

    private static final String DATA = """
            [
              {_id: 1, area: "a", kind: "x", n: 5, tags: ["p", "q"], at: {$date: "2026-03-01T10:20:30Z"}, ref: 10},
              {_id: 2, area: "a", kind: "y", n: 7, tags: ["q"], at: {$date: "2026-03-02T00:00:00Z"}, ref: 11},
              {_id: 3, area: "b", kind: "x", n: 1, tags: [], at: {$date: "2026-03-02T12:00:00Z"}, ref: 10},
              {_id: 4, area: "b", kind: "x", n: 9, at: {$date: "2026-04-01T00:00:00Z"}, inner: {v: 3}},
              {_id: 5, area: "c", kind: "z", n: null, tags: ["p"], inner: {v: 4}}
            ]
            """;
    private static final String OTHERS = "[{_id: 10, name: 'ten'}, {_id: 11, name: 'eleven'}]";
    private static final Map<String, MongoCollection<Document>> COLLECTIONS = new ConcurrentHashMap<>();

    private static MongoCollection<Document> data(Target target) {
        return COLLECTIONS.computeIfAbsent(target.name(), key -> {
            MongoCollection<Document> others = target.database().getCollection("aggregationOthers");
            others.drop();
            others.insertMany(Rows.array(OTHERS));
            MongoCollection<Document> collection = target.collection();
            collection.createIndex(Rows.json("{area: 1, n: 1}"));
            collection.insertMany(Rows.array(DATA));
            return collection;
        });
    }

    @TestFactory
    List<DynamicTest> stages() {
        Rows rows = new Rows("aggregate");
        gives(rows, "[{$match: {area: 'a'}}, {$project: {n: 1}}]", "[{_id: 1, n: 5}, {_id: 2, n: 7}]");
        gives(rows, "[{$match: {area: 'a'}}, {$sort: {n: -1}}, {$project: {n: 1, _id: 0}}]", "[{n: 7}, {n: 5}]");
        gives(rows, "[{$sort: {_id: -1}}, {$limit: 2}, {$project: {_id: 1}}]", "[{_id: 5}, {_id: 4}]");
        gives(rows, "[{$sort: {_id: 1}}, {$skip: 1}, {$limit: 2}, {$project: {_id: 1}}]", "[{_id: 2}, {_id: 3}]");
        gives(rows, "[{$sort: {_id: 1}}, {$limit: 3}, {$skip: 1}, {$project: {_id: 1}}]", "[{_id: 2}, {_id: 3}]");
        gives(
                rows,
                "[{$sort: {_id: 1}}, {$limit: 3}, {$sort: {n: -1}}, {$limit: 1}, {$project: {n: 1}}]",
                "[{_id: 2, n: 7}]");
        gives(rows, "[{$sort: {_id: 1}}, {$limit: 3}, {$match: {area: 'b'}}, {$project: {_id: 1}}]", "[{_id: 3}]");
        gives(rows, "[{$sort: {_id: 1}}, {$match: {area: 'b'}}, {$project: {_id: 1}}]", "[{_id: 3}, {_id: 4}]");
        gives(rows, "[{$match: {area: 'b'}}, {$count: 'n'}]", "[{n: 2}]");
        gives(rows, "[{$match: {area: 'nowhere'}}, {$count: 'n'}]", "[]");
        gives(rows, "[{$group: {_id: null, n: {$sum: 1}}}]", "[{_id: null, n: 5}]");
        gives(rows, "[{$match: {area: 'a'}}, {$group: {_id: 1, n: {$sum: 1}}}]", "[{_id: 1, n: 2}]");
        gives(
                rows,
                "[{$group: {_id: '$area', n: {$sum: 1}}}, {$sort: {_id: 1}}]",
                "[{_id: 'a', n: 2}, {_id: 'b', n: 2}, {_id: 'c', n: 1}]");
        gives(
                rows,
                "[{$group: {_id: '$area', total: {$sum: '$n'}}}, {$sort: {_id: 1}}]",
                "[{_id: 'a', total: 12}, {_id: 'b', total: 10}, {_id: 'c', total: 0}]");
        gives(
                rows,
                "[{$group: {_id: '$area', low: {$min: '$n'}, high: {$max: '$n'}}}, {$sort: {_id: 1}}]",
                "[{_id: 'a', low: 5, high: 7}, {_id: 'b', low: 1, high: 9}, {_id: 'c', low: null, high: null}]");
        gives(rows, "[{$match: {area: 'a'}}, {$group: {_id: '$area', mean: {$avg: '$n'}}}]", "[{_id: 'a', mean: 6.0}]");
        gives(
                rows,
                "[{$group: {_id: {area: '$area', kind: '$kind'}, n: {$sum: 1}}}, {$sort: {'_id.area': 1, '_id.kind': 1}}, {$limit: 3}]",
                "[{_id: {area: 'a', kind: 'x'}, n: 1}, {_id: {area: 'a', kind: 'y'}, n: 1}, {_id: {area: 'b', kind: 'x'}, n: 2}]");
        gives(
                rows,
                "[{$sort: {_id: 1}}, {$group: {_id: '$kind', all: {$push: '$_id'}}}, {$sort: {_id: 1}}]",
                "[{_id: 'x', all: [1, 3, 4]}, {_id: 'y', all: [2]}, {_id: 'z', all: [5]}]");
        gives(
                rows,
                "[{$match: {area: 'b'}}, {$group: {_id: null, kinds: {$addToSet: '$kind'}}}]",
                "[{_id: null, kinds: ['x']}]");
        gives(
                rows,
                "[{$sort: {_id: 1}}, {$group: {_id: '$area', first: {$first: '$_id'}, last: {$last: '$_id'}}}, {$sort: {_id: 1}}, {$limit: 1}]",
                "[{_id: 'a', first: 1, last: 2}]");
        gives(rows, "[{$group: {_id: '$nothing', n: {$sum: 1}}}]", "[{_id: null, n: 5}]");
        gives(
                rows,
                "[{$group: {_id: {$dateToString: {format: '%Y-%m', date: '$at'}}, n: {$sum: 1}}}, {$match: {_id: '2026-03'}}]",
                "[{_id: '2026-03', n: 3}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$unwind: '$tags'}, {$project: {tags: 1}}]",
                "[{_id: 1, tags: 'p'}, {_id: 1, tags: 'q'}]");
        gives(rows, "[{$match: {_id: {$in: [3, 4]}}}, {$unwind: '$tags'}]", "[]");
        gives(
                rows,
                "[{$match: {_id: {$in: [3, 4]}}}, {$sort: {_id: 1}}, {$unwind: {path: '$tags', preserveNullAndEmptyArrays: true}}, {$project: {_id: 1}}]",
                "[{_id: 3}, {_id: 4}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$unwind: {path: '$tags', includeArrayIndex: 'i'}}, {$project: {i: 1}}]",
                "[{_id: 1, i: {$numberLong: '0'}}, {_id: 1, i: {$numberLong: '1'}}]");
        gives(
                rows,
                "[{$unwind: '$tags'}, {$group: {_id: '$tags', n: {$sum: 1}}}, {$sort: {_id: 1}}]",
                "[{_id: 'p', n: 2}, {_id: 'q', n: 2}]");
        gives(rows, "[{$unwind: '$tags'}, {$sortByCount: '$area'}, {$match: {_id: 'a'}}]", "[{_id: 'a', count: 3}]");
        gives(
                rows,
                "[{$match: {_id: {$in: [1, 2]}}}, {$sort: {_id: 1}}, {$lookup: {from: 'aggregationOthers', localField: 'ref', foreignField: '_id', as: 'other'}}, {$project: {other: 1}}]",
                "[{_id: 1, other: [{_id: 10, name: 'ten'}]}, {_id: 2, other: [{_id: 11, name: 'eleven'}]}]");
        gives(
                rows,
                "[{$match: {_id: 5}}, {$lookup: {from: 'aggregationOthers', localField: 'ref', foreignField: '_id', as: 'other'}}, {$project: {other: 1}}]",
                "[{_id: 5, other: []}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$lookup: {from: 'notThere', localField: 'ref', foreignField: '_id', as: 'other'}}, {$project: {other: 1}}]",
                "[{_id: 1, other: []}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$lookup: {from: 'aggregationOthers', localField: 'ref', foreignField: '_id', as: 'o'}}, {$unwind: '$o'}, {$project: {name: '$o.name'}}]",
                "[{_id: 1, name: 'ten'}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$project: {area: 0, tags: 0, at: 0, ref: 0}}]",
                "[{_id: 1, kind: 'x', n: 5}]");
        gives(rows, "[{$match: {_id: 4}}, {$project: {v: '$inner.v'}}]", "[{_id: 4, v: 3}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {twice: {$multiply: ['$n', 2]}}}]", "[{_id: 1, twice: 10}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$addFields: {m: {$add: ['$n', 1]}}}, {$project: {m: 1}}]",
                "[{_id: 1, m: 6}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$set: {m: {$subtract: ['$n', 1]}}}, {$project: {m: 1}}]",
                "[{_id: 1, m: 4}]");
        gives(rows, "[{$match: {_id: 4}}, {$unset: ['area', 'kind', 'at']}]", "[{_id: 4, n: 9, inner: {v: 3}}]");
        gives(rows, "[{$match: {_id: 4}}, {$replaceRoot: {newRoot: '$inner'}}]", "[{v: 3}]");
        gives(rows, "[{$match: {_id: 4}}, {$replaceWith: '$inner'}]", "[{v: 3}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$project: {r: {$concat: ['$area', '-', '$kind']}}}]",
                "[{_id: 1, r: 'a-x'}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$project: {r: {$cond: [{$gt: ['$n', 4]}, 'big', 'small']}}}]",
                "[{_id: 1, r: 'big'}]");
        gives(rows, "[{$match: {_id: 5}}, {$project: {r: {$ifNull: ['$n', 0]}}}]", "[{_id: 5, r: 0}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$size: '$tags'}}}]", "[{_id: 1, r: 2}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$in: ['p', '$tags']}}}]", "[{_id: 1, r: true}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$arrayElemAt: ['$tags', -1]}}}]", "[{_id: 1, r: 'q'}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$toUpper: '$kind'}}}]", "[{_id: 1, r: 'X'}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$year: '$at'}}}]", "[{_id: 1, r: 2026}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$month: '$at'}}}]", "[{_id: 1, r: 3}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$hour: '$at'}}}]", "[{_id: 1, r: 10}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$project: {r: {$dateToString: {format: '%Y-%m-%d', date: '$at'}}}}]",
                "[{_id: 1, r: '2026-03-01'}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$project: {r: {$filter: {input: '$tags', as: 't', cond: {$eq: ['$$t', 'q']}}}}}]",
                "[{_id: 1, r: ['q']}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$project: {r: {$map: {input: '$tags', as: 't', in: {$concat: ['$$t', '!']}}}}}]",
                "[{_id: 1, r: ['p!', 'q!']}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$eq: ['$n', 5]}}}]", "[{_id: 1, r: true}]");
        gives(
                rows,
                "[{$match: {_id: 1}}, {$project: {r: {$and: [{$gt: ['$n', 1]}, {$lt: ['$n', 9]}]}}}]",
                "[{_id: 1, r: true}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$literal: '$n'}}}]", "[{_id: 1, r: '$n'}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$toString: '$n'}}}]", "[{_id: 1, r: '5'}]");
        gives(rows, "[{$match: {_id: 1}}, {$project: {r: {$substrCP: ['$area', 0, 1]}}}]", "[{_id: 1, r: 'a'}]");
        gives(
                rows,
                "[{$group: {_id: null, big: {$sum: {$cond: [{$gte: ['$n', 5]}, 1, 0]}}}}]",
                "[{_id: null, big: 3}]");
        gives(
                rows,
                "[{$facet: {count: [{$count: 'n'}], first: [{$sort: {_id: 1}}, {$limit: 1}, {$project: {_id: 1}}]}}]",
                "[{count: [{n: 5}], first: [{_id: 1}]}]");
        gives(
                rows,
                "[{$match: {n: {$type: 'number'}}}, {$bucket: {groupBy: '$n', boundaries: [0, 5, 10], output: {c: {$sum: 1}}}}]",
                "[{_id: 0, c: 1}, {_id: 5, c: 3}]");
        gives(rows, "[{$match: {$expr: {$eq: ['$area', 'c']}}}, {$project: {_id: 1}}]", "[{_id: 5}]");
        gives(rows, "[{$sample: {size: 9}}, {$count: 'n'}]", "[{n: 5}]");
        gives(rows, "[{$match: {}}, {$match: {area: 'a'}}, {$match: {n: 5}}, {$project: {_id: 1}}]", "[{_id: 1}]");
        gives(rows, "[]", DATA);
        rows.row(
                "of a collection that is not there",
                target -> assertThat(target.collection()
                                .aggregate(Rows.array("[{$match: {}}, {$group: {_id: null, n: {$sum: 1}}}]"))
                                .into(new ArrayList<>()))
                        .isEmpty());
        rows.row("$out writes a collection", target -> {
            MongoCollection<Document> out = target.collection();
            String name = out.getNamespace().getCollectionName();
            data(target)
                    .aggregate(Rows.array("[{$match: {area: 'a'}}, {$out: '" + name + "'}]"))
                    .toCollection();
            assertThat(out.countDocuments()).isEqualTo(2);
        });
        rows.row("$merge writes into a collection", target -> {
            MongoCollection<Document> out = target.collection();
            out.insertOne(Rows.json("{_id: 'a', n: 77, kept: true}"));
            String name = out.getNamespace().getCollectionName();
            data(target)
                    .aggregate(Rows.array("[{$group: {_id: '$area', n: {$sum: 1}}}, {$merge: {into: '" + name
                            + "', whenMatched: 'merge', whenNotMatched: 'insert'}}]"))
                    .toCollection();
            assertThat(out.find(new Document("_id", "a")).first()).isEqualTo(Rows.json("{_id: 'a', n: 2, kept: true}"));
            assertThat(out.countDocuments()).isEqualTo(3);
        });
        rows.row("in batches", target -> {
            List<Document> found = new ArrayList<>();
            data(target)
                    .aggregate(Rows.array("[{$sort: {_id: 1}}]"))
                    .batchSize(2)
                    .forEach(found::add);
            assertThat(found).hasSize(5);
        });
        return rows.tests();
    }

    private static void gives(Rows rows, String pipeline, String expected) {
        rows.row(
                pipeline,
                target -> assertThat(
                                data(target).aggregate(Rows.array(pipeline)).into(new ArrayList<>()))
                        .isEqualTo(Rows.array(expected)));
    }

    @TestFactory
    List<DynamicTest> malformed() {
        Rows rows = new Rows("malformed pipeline");
        refuses(rows, "[{$unknownStage: {}}]", 40324);
        refuses(rows, "[{$match: {}, $limit: 1}]", 40323);
        refuses(rows, "[{}]", 40323);
        refuses(rows, "[{$match: 1}]", 15959);
        refuses(rows, "[{$match: {$unknown: 1}}]", 2);
        refuses(rows, "[{$limit: 0}]", 15958);
        refuses(rows, "[{$group: {n: {$sum: 1}}}]", 15955);
        refuses(rows, "[{$group: {_id: 1, n: {$unknown: 1}}}]", 15952);
        refuses(rows, "[{$group: {_id: 1, n: 1}}]", 40234);
        refuses(rows, "[{$project: {a: {$unknown: 1}}}]", 31325);
        refuses(rows, "[{$sort: {}}]", 15976);
        refuses(rows, "[{$out: 'x'}, {$match: {}}]", 40601);
        return rows.tests();
    }

    private static void refuses(Rows rows, String pipeline, int code) {
        rows.row(
                pipeline,
                target -> assertThat(Rows.codeOf(() -> {
                            var ignored =
                                    data(target).aggregate(Rows.array(pipeline)).first();
                        }))
                        .isEqualTo(code));
    }
}
