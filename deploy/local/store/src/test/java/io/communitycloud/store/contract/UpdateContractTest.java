package io.communitycloud.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndDeleteOptions;
import com.mongodb.client.model.FindOneAndReplaceOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What updates, replacements, upserts and find-and-modify make of a document. */
class UpdateContractTest {

    @TestFactory
    List<DynamicTest> operators() {
        Rows rows = new Rows("update");
        changes(rows, "{a: 1}", "{$set: {a: 2}}", "{a: 2}");
        changes(rows, "{a: 1}", "{$set: {b: 2}}", "{a: 1, b: 2}");
        changes(rows, "{a: 1}", "{$set: {a: {$numberLong: '1'}}}", "{a: {$numberLong: '1'}}");
        changes(rows, "{a: 1}", "{$set: {a: null}}", "{a: null}");
        changes(rows, "{}", "{$set: {a: null}}", "{a: null}");
        changes(rows, "{a: {b: 1}}", "{$set: {'a.c': 2}}", "{a: {b: 1, c: 2}}");
        changes(rows, "{}", "{$set: {'a.b.c': 1}}", "{a: {b: {c: 1}}}");
        changes(rows, "{a: [1, 2, 3]}", "{$set: {'a.1': 9}}", "{a: [1, 9, 3]}");
        changes(rows, "{a: [1]}", "{$set: {'a.3': 4}}", "{a: [1, null, null, 4]}");
        changes(rows, "{a: [{b: 1}, {b: 2}]}", "{$set: {'a.0.b': 5}}", "{a: [{b: 5}, {b: 2}]}");
        changes(rows, "{a: {x: 1, y: 2}}", "{$set: {a: {z: 3}}}", "{a: {z: 3}}");
        changes(rows, "{a: 1, b: 2}", "{$unset: {a: ''}}", "{b: 2}");
        changes(rows, "{a: {b: 1, c: 2}}", "{$unset: {'a.b': 1}}", "{a: {c: 2}}");
        changes(rows, "{a: [1, 2]}", "{$unset: {'a.0': 1}}", "{a: [null, 2]}");
        changes(rows, "{a: 1}", "{$unset: {nothing: 1}}", "{a: 1}");
        changes(rows, "{a: 1}", "{$inc: {a: 2}}", "{a: 3}");
        changes(rows, "{a: 1}", "{$inc: {b: 2}}", "{a: 1, b: 2}");
        changes(rows, "{a: 1}", "{$inc: {a: -3}}", "{a: -2}");
        changes(rows, "{a: 1}", "{$inc: {a: 1.5}}", "{a: 2.5}");
        changes(rows, "{a: {$numberLong: '1'}}", "{$inc: {a: 1}}", "{a: {$numberLong: '2'}}");
        changes(rows, "{a: 2147483647}", "{$inc: {a: 1}}", "{a: {$numberLong: '2147483648'}}");
        changes(
                rows,
                "{a: {$numberDecimal: '0.1'}}",
                "{$inc: {a: {$numberDecimal: '0.2'}}}",
                "{a: {$numberDecimal: '0.3'}}");
        changes(rows, "{a: {b: 1}}", "{$inc: {'a.b': 1}}", "{a: {b: 2}}");
        changes(rows, "{a: 3}", "{$mul: {a: 2}}", "{a: 6}");
        changes(rows, "{}", "{$mul: {a: 2}}", "{a: 0}");
        changes(rows, "{a: 5}", "{$min: {a: 3}}", "{a: 3}");
        changes(rows, "{a: 5}", "{$min: {a: 7}}", "{a: 5}");
        changes(rows, "{}", "{$min: {a: 7}}", "{a: 7}");
        changes(rows, "{a: 5}", "{$max: {a: 7}}", "{a: 7}");
        changes(rows, "{a: 5}", "{$max: {a: 3}}", "{a: 5}");
        changes(rows, "{}", "{$max: {a: 3}}", "{a: 3}");
        changes(
                rows,
                "{a: {$date: '2026-01-01T00:00:00Z'}}",
                "{$max: {a: {$date: '2026-02-01T00:00:00Z'}}}",
                "{a: {$date: '2026-02-01T00:00:00Z'}}");
        changes(rows, "{a: 'x'}", "{$max: {a: 5}}", "{a: 'x'}");
        changes(rows, "{a: 1}", "{$rename: {a: 'b'}}", "{b: 1}");
        changes(rows, "{a: {b: 1}}", "{$rename: {'a.b': 'c'}}", "{a: {}, c: 1}");
        changes(rows, "{a: 1}", "{$rename: {nothing: 'b'}}", "{a: 1}");
        changes(rows, "{a: 1, b: 2}", "{$rename: {a: 'b'}}", "{b: 1}");
        changes(rows, "{a: 1}", "{$setOnInsert: {b: 2}}", "{a: 1}");
        changes(rows, "{a: [1]}", "{$push: {a: 2}}", "{a: [1, 2]}");
        changes(rows, "{}", "{$push: {a: 2}}", "{a: [2]}");
        changes(rows, "{a: [1]}", "{$push: {a: [2, 3]}}", "{a: [1, [2, 3]]}");
        changes(rows, "{a: [1]}", "{$push: {a: {$each: [2, 3]}}}", "{a: [1, 2, 3]}");
        changes(rows, "{a: [1]}", "{$push: {a: {$each: []}}}", "{a: [1]}");
        changes(rows, "{a: [1, 2]}", "{$push: {a: {$each: [3], $position: 0}}}", "{a: [3, 1, 2]}");
        changes(rows, "{a: [1, 2]}", "{$push: {a: {$each: [3], $position: -1}}}", "{a: [1, 3, 2]}");
        changes(rows, "{a: [1, 2]}", "{$push: {a: {$each: [3], $slice: 2}}}", "{a: [1, 2]}");
        changes(rows, "{a: [1, 2]}", "{$push: {a: {$each: [3], $slice: -2}}}", "{a: [2, 3]}");
        changes(rows, "{a: [1, 2]}", "{$push: {a: {$each: [3], $slice: 0}}}", "{a: []}");
        changes(rows, "{a: [3, 1]}", "{$push: {a: {$each: [2], $sort: 1}}}", "{a: [1, 2, 3]}");
        changes(rows, "{a: [3, 1]}", "{$push: {a: {$each: [2], $sort: -1, $slice: 2}}}", "{a: [3, 2]}");
        changes(
                rows,
                "{a: [{s: 3}, {s: 1}]}",
                "{$push: {a: {$each: [{s: 2}], $sort: {s: 1}}}}",
                "{a: [{s: 1}, {s: 2}, {s: 3}]}");
        changes(rows, "{a: {b: [1]}}", "{$push: {'a.b': 2}}", "{a: {b: [1, 2]}}");
        changes(rows, "{a: [1, 2]}", "{$addToSet: {a: 2}}", "{a: [1, 2]}");
        changes(rows, "{a: [1, 2]}", "{$addToSet: {a: 3}}", "{a: [1, 2, 3]}");
        changes(rows, "{a: [1]}", "{$addToSet: {a: 1.0}}", "{a: [1]}");
        changes(rows, "{}", "{$addToSet: {a: 3}}", "{a: [3]}");
        changes(rows, "{a: [1]}", "{$addToSet: {a: {$each: [1, 2, 2]}}}", "{a: [1, 2]}");
        changes(rows, "{a: [{x: 1}]}", "{$addToSet: {a: {x: 1}}}", "{a: [{x: 1}]}");
        changes(rows, "{a: [1]}", "{$addToSet: {a: [1]}}", "{a: [1, [1]]}");
        changes(rows, "{a: [1, 2, 3]}", "{$pop: {a: 1}}", "{a: [1, 2]}");
        changes(rows, "{a: [1, 2, 3]}", "{$pop: {a: -1}}", "{a: [2, 3]}");
        changes(rows, "{a: []}", "{$pop: {a: 1}}", "{a: []}");
        changes(rows, "{a: [1, 2, 1]}", "{$pull: {a: 1}}", "{a: [2]}");
        changes(rows, "{a: [1, 2, 3]}", "{$pull: {a: {$gte: 2}}}", "{a: [1]}");
        changes(rows, "{a: [1, 2, 3]}", "{$pull: {a: {$in: [1, 3]}}}", "{a: [2]}");
        changes(rows, "{a: [{x: 1, y: 1}, {x: 2}]}", "{$pull: {a: {x: 1}}}", "{a: [{x: 2}]}");
        changes(rows, "{a: [{x: 1, y: 1}, {x: 1, y: 2}]}", "{$pull: {a: {x: 1, y: {$gt: 1}}}}", "{a: [{x: 1, y: 1}]}");
        changes(rows, "{a: 1}", "{$pull: {nothing: 1}}", "{a: 1}");
        changes(rows, "{a: ['ab', 'bc', 'ac']}", "{$pull: {a: /^a/}}", "{a: ['bc']}");
        changes(rows, "{a: {b: [1, 2]}}", "{$pull: {'a.b': 1}}", "{a: {b: [2]}}");
        changes(rows, "{a: [1, 2, 3, 1]}", "{$pullAll: {a: [1, 3]}}", "{a: [2]}");
        changes(rows, "{a: 1, b: 1}", "{$set: {a: 2}, $inc: {b: 1}, $unset: {c: 1}}", "{a: 2, b: 2}");
        changes(rows, "{a: 1, b: [1]}", "{$set: {a: 2}, $push: {b: 2}}", "{a: 2, b: [1, 2]}");
        changes(rows, "{a: 1}", "{b: 2}", "{b: 2}");
        changes(rows, "{a: 1}", "{}", "{}");
        changes(rows, "{a: '北'}", "{$set: {a: '京', '城市': 1}}", "{a: '京', '城市': 1}");
        return rows.tests();
    }

    private static void changes(Rows rows, String before, String update, String after) {
        rows.row(update + " of " + before, target -> {
            MongoCollection<Document> collection = collection(target, before);
            Document change = Rows.json(update);
            boolean replaces = change.keySet().stream().noneMatch(name -> name.startsWith("$"));
            UpdateResult result = replaces
                    ? collection.replaceOne(new Document("_id", 1), change)
                    : collection.updateOne(new Document("_id", 1), change);
            Document expected = new Document("_id", 1);
            expected.putAll(Rows.json(after));
            assertThat(collection.find().first()).isEqualTo(expected);
            assertThat(result.getMatchedCount()).isOne();
            boolean unchanged = Rows.json(before).equals(Rows.json(after));
            assertThat(result.getModifiedCount()).isEqualTo(unchanged ? 0 : 1);
        });
    }

    private static MongoCollection<Document> collection(Target target, String document) {
        MongoCollection<Document> collection = target.collection();
        Document first = new Document("_id", 1);
        first.putAll(Rows.json(document));
        collection.insertOne(first);
        return collection;
    }

    @TestFactory
    List<DynamicTest> refusals() {
        Rows rows = new Rows("refused update");
        refuses(rows, "{a: 1}", "{$unknown: {a: 1}}", 9);
        refuses(rows, "{a: 1}", "{$set: 1}", 9);
        refuses(rows, "{a: 'x'}", "{$inc: {a: 1}}", 14);
        refuses(rows, "{a: 1}", "{$inc: {a: 'x'}}", 14);
        refuses(rows, "{a: 'x'}", "{$mul: {a: 2}}", 14);
        refuses(rows, "{a: 1}", "{$push: {a: 1}}", 2);
        refuses(rows, "{a: 1}", "{$addToSet: {a: 1}}", 2);
        refuses(rows, "{a: 1}", "{$pull: {a: 1}}", 2);
        refuses(rows, "{a: 1}", "{$pop: {a: 1}}", 14);
        refuses(rows, "{a: [1]}", "{$pop: {a: 2}}", 9);
        refuses(rows, "{a: 1}", "{$set: {'a.b': 1}}", 28);
        refuses(rows, "{a: 1}", "{$set: {_id: 2}}", 66);
        refuses(rows, "{a: 1}", "{$unset: {_id: 1}}", 66);
        refuses(rows, "{a: 1}", "{$inc: {_id: 1}}", 66);
        refuses(rows, "{a: 1}", "{$set: {a: 1}, $inc: {a: 1}}", 40);
        refuses(rows, "{a: {b: 1}}", "{$set: {a: 1, 'a.b': 2}}", 40);
        refuses(rows, "{a: 1}", "{$set: {'': 1}}", 56);
        refuses(rows, "{a: 1}", "{$set: {'a.': 1}}", 56);
        refuses(rows, "{a: 1}", "{$set: {$x: 1}}", 52);
        refuses(rows, "{a: 1}", "{$rename: {a: 'a'}}", 2);
        refuses(rows, "{a: 1}", "{$rename: {a: 1}}", 2);
        refuses(rows, "{a: [1]}", "{$push: {a: {$each: 1}}}", 2);
        refuses(rows, "{a: [1]}", "{$push: {a: {$each: [1], $unknown: 1}}}", 2);
        refuses(rows, "{a: [1]}", "{$set: {'a.$': 1}}", 2);
        refuses(rows, "{a: [1]}", "{$set: {'a.$[x]': 1}}", 2);
        refuses(rows, "{a: 1}", "{$currentDate: {a: 'x'}}", 2);
        rows.row("replacement that changes _id", target -> {
            MongoCollection<Document> collection = collection(target, "{a: 1}");
            assertThat(Rows.codeOf(() -> {
                        var ignored = collection.replaceOne(new Document("a", 1), new Document("_id", 2));
                    }))
                    .isEqualTo(66);
        });
        rows.row("replacement of many", target -> {
            Document operation = new Document("q", new Document())
                    .append("u", new Document("a", 1))
                    .append("multi", true);
            MongoCollection<Document> collection = collection(target, "{a: 1}");
            Document answer = target.database()
                    .runCommand(new Document("update", collection.getNamespace().getCollectionName())
                            .append("updates", List.of(operation)));
            assertThat(answer.getList("writeErrors", Document.class).getFirst().getInteger("code"))
                    .isEqualTo(9);
        });
        return rows.tests();
    }

    private static void refuses(Rows rows, String before, String update, int code) {
        rows.row(update + " of " + before, target -> {
            MongoCollection<Document> collection = collection(target, before);
            Document untouched = collection.find().first();
            assertThat(Rows.codeOf(() -> {
                        var ignored = collection.updateOne(new Document("_id", 1), Rows.json(update));
                    }))
                    .isEqualTo(code);
            assertThat(collection.find().first()).isEqualTo(untouched);
        });
    }

    @TestFactory
    List<DynamicTest> positions() {
        Rows rows = new Rows("positional update");
        places(rows, "{a: [1, 2, 3]}", "{a: 2}", "{$set: {'a.$': 9}}", null, "{a: [1, 9, 3]}");
        places(rows, "{a: [1, 2, 3]}", "{a: {$gt: 1}}", "{$inc: {'a.$': 10}}", null, "{a: [1, 12, 3]}");
        places(
                rows,
                "{a: [{x: 1}, {x: 2}]}",
                "{'a.x': 2}",
                "{$set: {'a.$.y': 5}}",
                null,
                "{a: [{x: 1}, {x: 2, y: 5}]}");
        places(
                rows,
                "{a: [{x: 1, z: 1}, {x: 1, z: 2}]}",
                "{a: {$elemMatch: {x: 1, z: 2}}}",
                "{$set: {'a.$.x': 7}}",
                null,
                "{a: [{x: 1, z: 1}, {x: 7, z: 2}]}");
        places(rows, "{a: [1, 2, 3]}", "{}", "{$inc: {'a.$[]': 1}}", null, "{a: [2, 3, 4]}");
        places(
                rows,
                "{a: [{x: 1}, {x: 2}]}",
                "{}",
                "{$set: {'a.$[].y': 0}}",
                null,
                "{a: [{x: 1, y: 0}, {x: 2, y: 0}]}");
        places(rows, "{a: [1, 5, 9]}", "{}", "{$set: {'a.$[e]': 0}}", "[{e: {$gte: 5}}]", "{a: [1, 0, 0]}");
        places(
                rows,
                "{a: [{x: 1}, {x: 2}, {x: 2}]}",
                "{}",
                "{$set: {'a.$[e].y': 1}}",
                "[{'e.x': 2}]",
                "{a: [{x: 1}, {x: 2, y: 1}, {x: 2, y: 1}]}");
        places(rows, "{a: [1, 5]}", "{}", "{$inc: {'a.$[e]': 1}}", "[{e: 77}]", "{a: [1, 5]}");
        places(
                rows,
                "{a: [{b: [1, 2]}, {b: [2, 3]}]}",
                "{}",
                "{$set: {'a.$[].b.$[e]': 0}}",
                "[{e: 2}]",
                "{a: [{b: [1, 0]}, {b: [0, 3]}]}");
        places(
                rows,
                "{a: [{x: 1, b: [1]}, {x: 2, b: [1]}]}",
                "{'a.x': 2}",
                "{$push: {'a.$.b': 5}}",
                null,
                "{a: [{x: 1, b: [1]}, {x: 2, b: [1, 5]}]}");
        return rows.tests();
    }

    private static void places(
            Rows rows, String before, String filter, String update, @Nullable String arrayFilters, String after) {
        rows.row(update + " of " + before + " where " + filter, target -> {
            MongoCollection<Document> collection = collection(target, before);
            UpdateOptions options = new UpdateOptions();
            if (arrayFilters != null) {
                options.arrayFilters(Rows.array(arrayFilters));
            }
            UpdateResult result = collection.updateOne(Rows.json(filter), Rows.json(update), options);
            assertThat(result.getMatchedCount()).isOne();
            Document expected = new Document("_id", 1);
            expected.putAll(Rows.json(after));
            assertThat(collection.find().first()).isEqualTo(expected);
        });
    }

    @TestFactory
    List<DynamicTest> upserts() {
        Rows rows = new Rows("upsert");
        inserts(rows, "{_id: 5}", "{$set: {a: 1}}", "{_id: 5, a: 1}");
        inserts(rows, "{_id: 5, b: 2}", "{$set: {a: 1}}", "{_id: 5, b: 2, a: 1}");
        inserts(rows, "{_id: 5, b: {$gt: 2}}", "{$set: {a: 1}}", "{_id: 5, a: 1}");
        inserts(rows, "{_id: 5, b: {$eq: 2}}", "{$inc: {c: 1}}", "{_id: 5, b: 2, c: 1}");
        inserts(rows, "{_id: 5, 'b.c': 2}", "{$set: {a: 1}}", "{_id: 5, b: {c: 2}, a: 1}");
        inserts(rows, "{_id: 5}", "{$setOnInsert: {a: 1}, $inc: {n: 1}}", "{_id: 5, a: 1, n: 1}");
        inserts(rows, "{_id: 5}", "{$push: {a: 1}}", "{_id: 5, a: [1]}");
        inserts(rows, "{_id: 5}", "{$addToSet: {a: {$each: [1, 2]}}}", "{_id: 5, a: [1, 2]}");
        inserts(rows, "{_id: 5}", "{$min: {a: 1}, $max: {b: 2}}", "{_id: 5, a: 1, b: 2}");
        inserts(rows, "{_id: 5}", "{$unset: {a: 1}}", "{_id: 5}");
        inserts(rows, "{$and: [{_id: 5}, {b: 2}]}", "{$set: {a: 1}}", "{_id: 5, b: 2, a: 1}");
        inserts(rows, "{_id: 5, $or: [{b: 1}]}", "{$set: {a: 1}}", "{_id: 5, b: 1, a: 1}");
        inserts(rows, "{_id: 5, $or: [{b: 1}, {b: 2}]}", "{$set: {a: 1}}", "{_id: 5, a: 1}");
        inserts(rows, "{_id: 5}", "{a: 1}", "{_id: 5, a: 1}");
        inserts(rows, "{_id: {x: 1, y: 2}}", "{$set: {a: 1}}", "{_id: {x: 1, y: 2}, a: 1}");
        rows.row("makes an _id of its own", target -> {
            MongoCollection<Document> collection = target.collection();
            UpdateResult result = collection.updateOne(
                    new Document("k", 1), Rows.json("{$set: {a: 1}}"), new UpdateOptions().upsert(true));
            assertThat(Objects.requireNonNull(result.getUpsertedId()).isObjectId())
                    .isTrue();
            assertThat(collection.countDocuments(Rows.json("{k: 1, a: 1}"))).isOne();
        });
        rows.row("changes what is there", target -> {
            MongoCollection<Document> collection = collection(target, "{a: 1}");
            UpdateResult result = collection.updateOne(
                    new Document("_id", 1),
                    Rows.json("{$inc: {a: 1}, $setOnInsert: {b: 1}}"),
                    new UpdateOptions().upsert(true));
            assertThat(result.getUpsertedId()).isNull();
            assertThat(collection.find().first()).isEqualTo(Rows.json("{_id: 1, a: 2}"));
        });
        rows.row("of many inserts one", target -> {
            MongoCollection<Document> collection = target.collection();
            collection.updateMany(new Document("k", 1), Rows.json("{$set: {a: 1}}"), new UpdateOptions().upsert(true));
            assertThat(collection.countDocuments()).isOne();
        });
        rows.row("that meets a taken _id fails", target -> {
            MongoCollection<Document> collection = collection(target, "{a: 1}");
            assertThat(Rows.codeOf(() -> {
                        var ignored = collection.updateOne(
                                Rows.json("{_id: 1, a: 99}"),
                                Rows.json("{$set: {b: 1}}"),
                                new UpdateOptions().upsert(true));
                    }))
                    .isEqualTo(11000);
        });
        return rows.tests();
    }

    private static void inserts(Rows rows, String filter, String update, String after) {
        rows.row(update + " where " + filter, target -> {
            MongoCollection<Document> collection = target.collection();
            Document change = Rows.json(update);
            boolean replaces = !change.keySet().iterator().next().startsWith("$");
            UpdateResult result = replaces
                    ? collection.replaceOne(Rows.json(filter), change, new ReplaceOptions().upsert(true))
                    : collection.updateOne(Rows.json(filter), change, new UpdateOptions().upsert(true));
            assertThat(result.getMatchedCount()).isZero();
            assertThat(result.getUpsertedId()).isNotNull();
            assertThat(collection.find().first()).isEqualTo(Rows.json(after));
        });
    }

    @TestFactory
    List<DynamicTest> findAndModify() {
        Rows rows = new Rows("find and modify");
        String many = "[{_id: 1, n: 3}, {_id: 2, n: 1}, {_id: 3, n: 2}]";
        rows.row("returns what was", target -> {
            MongoCollection<Document> collection = filled(target, many);
            assertThat(collection.findOneAndUpdate(new Document("_id", 1), Rows.json("{$inc: {n: 1}}")))
                    .isEqualTo(Rows.json("{_id: 1, n: 3}"));
            assertThat(collection.find(new Document("_id", 1)).first()).isEqualTo(Rows.json("{_id: 1, n: 4}"));
        });
        rows.row(
                "returns what is",
                target -> assertThat(filled(target, many)
                                .findOneAndUpdate(new Document("_id", 1), Rows.json("{$inc: {n: 1}}"), after()))
                        .isEqualTo(Rows.json("{_id: 1, n: 4}")));
        rows.row(
                "takes the first in order",
                target -> assertThat(filled(target, many)
                                .findOneAndUpdate(
                                        new Document(),
                                        Rows.json("{$set: {t: 1}}"),
                                        after().sort(new Document("n", 1))))
                        .isEqualTo(Rows.json("{_id: 2, n: 1, t: 1}")));
        rows.row(
                "takes the last in order",
                target -> assertThat(filled(target, many)
                                .findOneAndUpdate(
                                        new Document(),
                                        Rows.json("{$set: {t: 1}}"),
                                        after().sort(new Document("n", -1))))
                        .isEqualTo(Rows.json("{_id: 1, n: 3, t: 1}")));
        rows.row(
                "projects",
                target -> assertThat(filled(target, many)
                                .findOneAndUpdate(
                                        new Document("_id", 1),
                                        Rows.json("{$set: {t: 1}}"),
                                        after().projection(Rows.json("{t: 1, _id: 0}"))))
                        .isEqualTo(Rows.json("{t: 1}")));
        rows.row(
                "finds nothing",
                target -> assertThat(filled(target, many)
                                .findOneAndUpdate(new Document("_id", 9), Rows.json("{$set: {t: 1}}")))
                        .isNull());
        rows.row("upserts and returns nothing", target -> {
            MongoCollection<Document> collection = filled(target, many);
            assertThat(collection.findOneAndUpdate(
                            new Document("_id", 9),
                            Rows.json("{$set: {t: 1}}"),
                            new FindOneAndUpdateOptions().upsert(true)))
                    .isNull();
            assertThat(collection.countDocuments()).isEqualTo(4);
        });
        rows.row(
                "upserts and returns it",
                target -> assertThat(filled(target, many)
                                .findOneAndUpdate(
                                        new Document("_id", 9), Rows.json("{$set: {t: 1}}"), after().upsert(true)))
                        .isEqualTo(Rows.json("{_id: 9, t: 1}")));
        rows.row("tells what it upserted", target -> {
            MongoCollection<Document> collection = target.collection();
            Document answer = target.database()
                    .runCommand(new Document(
                                    "findAndModify", collection.getNamespace().getCollectionName())
                            .append("query", new Document("_id", 9))
                            .append("update", Rows.json("{$set: {t: 1}}"))
                            .append("upsert", true));
            assertThat(answer.get("lastErrorObject", Document.class))
                    .isEqualTo(Rows.json("{n: 1, updatedExisting: false, upserted: 9}"));
        });
        rows.row("tells what it changed", target -> {
            MongoCollection<Document> collection = filled(target, many);
            Document answer = target.database()
                    .runCommand(new Document(
                                    "findAndModify", collection.getNamespace().getCollectionName())
                            .append("query", new Document("_id", 1))
                            .append("update", Rows.json("{$set: {t: 1}}")));
            assertThat(answer.get("lastErrorObject", Document.class))
                    .isEqualTo(Rows.json("{n: 1, updatedExisting: true}"));
        });
        rows.row(
                "replaces",
                target -> assertThat(filled(target, many)
                                .findOneAndReplace(
                                        new Document("_id", 1),
                                        Rows.json("{x: 1}"),
                                        new FindOneAndReplaceOptions().returnDocument(ReturnDocument.AFTER)))
                        .isEqualTo(Rows.json("{_id: 1, x: 1}")));
        rows.row("deletes", target -> {
            MongoCollection<Document> collection = filled(target, many);
            assertThat(collection.findOneAndDelete(
                            new Document(), new FindOneAndDeleteOptions().sort(new Document("n", 1))))
                    .isEqualTo(Rows.json("{_id: 2, n: 1}"));
            assertThat(collection.countDocuments()).isEqualTo(2);
        });
        rows.row(
                "deletes nothing",
                target -> assertThat(filled(target, many).findOneAndDelete(new Document("_id", 9)))
                        .isNull());
        rows.row("by array filters", target -> {
            MongoCollection<Document> collection = collection(target, "{a: [1, 5]}");
            assertThat(collection.findOneAndUpdate(
                            new Document("_id", 1),
                            Rows.json("{$set: {'a.$[e]': 0}}"),
                            after().arrayFilters(Rows.array("[{e: 5}]"))))
                    .isEqualTo(Rows.json("{_id: 1, a: [1, 0]}"));
        });
        rows.row(
                "refuses a bad operator",
                target -> assertThat(Rows.codeOf(() -> {
                            var ignored =
                                    filled(target, many).findOneAndUpdate(new Document(), Rows.json("{$nope: {a: 1}}"));
                        }))
                        .isEqualTo(9));
        return rows.tests();
    }

    private static FindOneAndUpdateOptions after() {
        return new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
    }

    private static MongoCollection<Document> filled(Target target, String documents) {
        MongoCollection<Document> collection = target.collection();
        collection.insertMany(Rows.array(documents));
        return collection;
    }
}
