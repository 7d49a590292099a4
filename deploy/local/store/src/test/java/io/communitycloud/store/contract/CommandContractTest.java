package io.communitycloud.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoNamespace;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.RenameCollectionOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Code;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Inserts, deletes, bulk writes, cursors, collections and the values that go through them. */
class CommandContractTest {

    @TestFactory
    List<DynamicTest> writes() {
        Rows rows = new Rows("write");
        rows.row("an insert makes an _id", target -> {
            MongoCollection<Document> c = target.collection();
            Document document = new Document("a", 1);
            c.insertOne(document);
            assertThat(document.get("_id")).isInstanceOf(ObjectId.class);
            assertThat(c.find(new Document("_id", document.get("_id"))).first()).isEqualTo(document);
        });
        rows.row("a taken _id is refused", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1}]");
            assertThat(Rows.codeOf(() -> c.insertOne(Rows.json("{_id: 1}")))).isEqualTo(11000);
            assertThat(Rows.codeOf(() -> c.insertOne(Rows.json("{_id: 1.0}")))).isEqualTo(11000);
            c.insertOne(Rows.json("{_id: '1'}"));
        });
        rows.row(
                "an array is no _id",
                target -> assertThat(Rows.codeOf(() -> target.collection().insertOne(Rows.json("{_id: [1]}"))))
                        .isEqualTo(53));
        rows.row("documents, null and dates are _ids", target -> {
            MongoCollection<Document> c = target.collection();
            c.insertOne(Rows.json("{_id: {a: 1, b: 2}}"));
            c.insertOne(Rows.json("{_id: null}"));
            c.insertOne(Rows.json("{_id: {$date: '2026-01-01T00:00:00Z'}}"));
            assertThat(c.find(Rows.json("{_id: {a: 1, b: 2}}")).first()).isNotNull();
            assertThat(c.find(Rows.json("{_id: {b: 2, a: 1}}")).first()).isNull();
            assertThat(c.find(Rows.json("{_id: null}")).first()).isNotNull();
        });
        rows.row("_id comes first", target -> {
            MongoCollection<Document> c = target.collection();
            c.insertOne(Rows.json("{b: 1, _id: 5, a: 2}"));
            assertThat(Objects.requireNonNull(c.find().first()).keySet()).containsExactly("_id", "b", "a");
        });
        rows.row("deletes one", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1, a: 1}, {_id: 2, a: 1}]");
            assertThat(c.deleteOne(Rows.json("{a: 1}")).getDeletedCount()).isOne();
            assertThat(c.countDocuments()).isOne();
        });
        rows.row("deletes many", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1, a: 1}, {_id: 2, a: 1}, {_id: 3}]");
            assertThat(c.deleteMany(Rows.json("{a: 1}")).getDeletedCount()).isEqualTo(2);
            assertThat(c.deleteMany(new Document()).getDeletedCount()).isOne();
        });
        rows.row(
                "deletes nothing",
                target -> assertThat(
                                target.collection().deleteMany(new Document()).getDeletedCount())
                        .isZero());
        rows.row("updates many", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1, a: 1}, {_id: 2, a: 1}, {_id: 3, a: 2}]");
            var result = c.updateMany(Rows.json("{a: {$lte: 2}}"), Rows.json("{$set: {a: 2}}"));
            assertThat(result.getMatchedCount()).isEqualTo(3);
            assertThat(result.getModifiedCount()).isEqualTo(2);
        });
        rows.row("an update of many meets each once although it moves in the index", target -> {
            MongoCollection<Document> c = target.collection();
            c.createIndex(Rows.json("{n: 1}"));
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                documents.add(new Document("_id", i).append("n", i));
            }
            c.insertMany(documents);
            assertThat(c.updateMany(Rows.json("{n: {$gte: 0}}"), Rows.json("{$inc: {n: 100}}"))
                            .getModifiedCount())
                    .isEqualTo(300);
            assertThat(c.countDocuments(Rows.json("{n: {$gte: 100, $lt: 400}}")))
                    .isEqualTo(300);
        });
        rows.row("an update by version changes once", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 'r', version: 1}]");
            assertThat(c.updateOne(Rows.json("{_id: 'r', version: 1}"), Rows.json("{$set: {version: 2}}"))
                            .getModifiedCount())
                    .isOne();
            assertThat(c.updateOne(Rows.json("{_id: 'r', version: 1}"), Rows.json("{$set: {version: 2}}"))
                            .getMatchedCount())
                    .isZero();
        });
        rows.row(
                "a document of 17 MB is refused",
                target -> assertThatThrownBy(() -> target.collection().insertOne(new Document("a", new byte[17 << 20])))
                        .isInstanceOf(RuntimeException.class));
        rows.row("a document of 15 MB passes", target -> {
            MongoCollection<Document> c = target.collection();
            c.insertOne(new Document("_id", 1).append("a", new byte[15 << 20]));
            assertThat(c.countDocuments()).isOne();
            c.drop();
        });
        return rows.tests();
    }

    private static MongoCollection<Document> filled(Target target, String documents) {
        MongoCollection<Document> collection = target.collection();
        collection.insertMany(Rows.array(documents));
        return collection;
    }

    @TestFactory
    List<DynamicTest> bulk() {
        Rows rows = new Rows("bulk write");
        rows.row("of all kinds", target -> {
            MongoCollection<Document> c =
                    filled(target, "[{_id: 1, a: 1}, {_id: 2, a: 1}, {_id: 3, a: 3}, {_id: 4, a: 4}]");
            BulkWriteResult result = c.bulkWrite(List.of(
                    new InsertOneModel<>(Rows.json("{_id: 5}")),
                    new UpdateOneModel<>(Rows.json("{_id: 1}"), Rows.json("{$set: {a: 9}}")),
                    new UpdateManyModel<>(Rows.json("{a: {$in: [1, 3]}}"), Rows.json("{$set: {b: 1}}")),
                    new ReplaceOneModel<>(Rows.json("{_id: 4}"), Rows.json("{r: 1}")),
                    new UpdateOneModel<>(
                            Rows.json("{_id: 6}"), Rows.json("{$set: {u: 1}}"), new UpdateOptions().upsert(true)),
                    new DeleteOneModel<>(Rows.json("{_id: 5}")),
                    new DeleteManyModel<>(Rows.json("{b: 1}"))));
            assertThat(result.getInsertedCount()).isOne();
            assertThat(result.getMatchedCount()).isEqualTo(4);
            assertThat(result.getModifiedCount()).isEqualTo(4);
            assertThat(result.getDeletedCount()).isEqualTo(3);
            assertThat(result.getUpserts()).hasSize(1);
            assertThat(result.getUpserts().getFirst().getId().asInt32().getValue())
                    .isEqualTo(6);
            assertThat(c.find().sort(Rows.json("{_id: 1}")).into(new ArrayList<>()))
                    .isEqualTo(Rows.array("[{_id: 1, a: 9}, {_id: 4, r: 1}, {_id: 6, u: 1}]"));
        });
        rows.row("in order stops at an error", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1}]");
            assertThatThrownBy(() -> c.bulkWrite(List.of(
                            new InsertOneModel<>(Rows.json("{_id: 2}")),
                            new InsertOneModel<>(Rows.json("{_id: 1}")),
                            new InsertOneModel<>(Rows.json("{_id: 3}")))))
                    .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
                        assertThat(e.getWriteErrors().getFirst().getIndex()).isOne();
                        assertThat(e.getWriteResult().getInsertedCount()).isOne();
                    });
            assertThat(c.countDocuments()).isEqualTo(2);
        });
        rows.row("in order stops updating at an error", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1, a: 'x'}, {_id: 2, a: 1}]");
            assertThatThrownBy(() -> c.bulkWrite(List.of(
                            new UpdateOneModel<>(Rows.json("{_id: 1}"), Rows.json("{$inc: {a: 1}}")),
                            new UpdateOneModel<>(Rows.json("{_id: 2}"), Rows.json("{$inc: {a: 1}}")))))
                    .isInstanceOf(MongoBulkWriteException.class);
            assertThat(c.countDocuments(Rows.json("{a: 1}"))).isOne();
        });
        rows.row("out of order goes on after an error", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1, a: 'x'}, {_id: 2, a: 1}]");
            assertThatThrownBy(() -> c.bulkWrite(
                            List.of(
                                    new UpdateOneModel<>(Rows.json("{_id: 1}"), Rows.json("{$inc: {a: 1}}")),
                                    new UpdateOneModel<>(Rows.json("{_id: 2}"), Rows.json("{$inc: {a: 1}}"))),
                            new BulkWriteOptions().ordered(false)))
                    .isInstanceOf(MongoBulkWriteException.class);
            assertThat(c.countDocuments(Rows.json("{a: 2}"))).isOne();
        });
        rows.row("of ten thousand", target -> {
            MongoCollection<Document> c = target.collection();
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                documents.add(new Document("_id", i));
            }
            c.insertMany(documents);
            assertThat(c.countDocuments()).isEqualTo(10_000);
            c.drop();
        });
        return rows.tests();
    }

    @TestFactory
    List<DynamicTest> cursors() {
        Rows rows = new Rows("cursor");
        for (int batchSize : new int[] {1, 2, 7, 100, 101, 102, 500, 1000}) {
            rows.row("in batches of " + batchSize, target -> {
                MongoCollection<Document> c = thousand(target);
                List<Integer> found = new ArrayList<>();
                c.find().sort(Rows.json("{_id: 1}")).batchSize(batchSize).forEach(d -> found.add(d.getInteger("_id")));
                assertThat(found).hasSize(500).isSorted();
            });
        }
        rows.row(
                "with a limit beyond the first batch",
                target -> assertThat(thousand(target).find().limit(250).into(new ArrayList<>()))
                        .hasSize(250));
        rows.row(
                "with skip",
                target -> assertThat(thousand(target).find().skip(490).into(new ArrayList<>()))
                        .hasSize(10));
        rows.row("is not disturbed by deletes", target -> {
            MongoCollection<Document> c = thousand(target);
            try (MongoCursor<Document> cursor = c.find().batchSize(10).iterator()) {
                cursor.next();
                c.deleteMany(Rows.json("{_id: {$lt: 100}}"));
                int left = 1;
                while (cursor.hasNext()) {
                    cursor.next();
                    left++;
                }
                assertThat(left).isBetween(400, 500);
            }
            c.drop();
        });
        rows.row("can be closed early", target -> {
            MongoCollection<Document> c = thousand(target);
            MongoCursor<Document> cursor = c.find().batchSize(2).iterator();
            cursor.next();
            cursor.close();
            assertThat(c.countDocuments()).isEqualTo(500);
        });
        rows.row(
                "that is not there",
                target -> assertThat(Rows.codeOf(() -> {
                            var ignored = target.database()
                                    .runCommand(new Document("getMore", 4711L).append("collection", "x"));
                        }))
                        .isEqualTo(43));
        rows.row("gives up after its time", target -> {
            MongoCollection<Document> c = thousand(target);
            assertThat(c.find(Rows.json("{a: 1}")).maxTime(10, TimeUnit.SECONDS).first())
                    .isNull();
        });
        return rows.tests();
    }

    private static MongoCollection<Document> thousand(Target target) {
        MongoCollection<Document> collection = target.collection();
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            documents.add(new Document("_id", i));
        }
        collection.insertMany(documents);
        return collection;
    }

    @TestFactory
    List<DynamicTest> collections() {
        Rows rows = new Rows("collection");
        rows.row("is created and listed", target -> {
            String name = target.collection().getNamespace().getCollectionName();
            target.database().createCollection(name);
            assertThat(target.database().listCollectionNames().into(new ArrayList<>()))
                    .contains(name);
            assertThat(target.database()
                            .listCollections()
                            .filter(new Document("name", name))
                            .into(new ArrayList<>()))
                    .hasSize(1);
        });
        rows.row("is not created twice", target -> {
            String name = target.collection().getNamespace().getCollectionName();
            target.database().createCollection(name);
            assertThat(Rows.codeOf(() -> target.database().runCommand(new Document("create", name))))
                    .isIn(0, 48);
        });
        rows.row("is dropped, also if it is not there", target -> {
            MongoCollection<Document> c = filled(target, "[{a: 1}]");
            c.drop();
            c.drop();
            assertThat(c.countDocuments()).isZero();
            assertThat(target.database().listCollectionNames().into(new ArrayList<>()))
                    .doesNotContain(c.getNamespace().getCollectionName());
        });
        rows.row("is renamed with its indexes", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1, a: 1}]");
            c.createIndex(Rows.json("{a: 1}"));
            String name = c.getNamespace().getCollectionName() + "renamed";
            c.renameCollection(new MongoNamespace("contract", name));
            MongoCollection<Document> renamed = target.database().getCollection(name);
            assertThat(renamed.find(Rows.json("{a: 1}")).first()).isNotNull();
            assertThat(renamed.listIndexes().into(new ArrayList<>())).hasSize(2);
            assertThat(c.countDocuments()).isZero();
        });
        rows.row("is renamed over another only if asked", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1}]");
            MongoCollection<Document> other = filled(target, "[{_id: 2}]");
            assertThat(Rows.codeOf(() -> c.renameCollection(other.getNamespace())))
                    .isEqualTo(48);
            c.renameCollection(other.getNamespace(), new RenameCollectionOptions().dropTarget(true));
            assertThat(other.find().first()).isEqualTo(Rows.json("{_id: 1}"));
        });
        rows.row(
                "with a bad name is refused",
                target -> assertThat(Rows.codeOf(
                                () -> target.database().getCollection("a$b").insertOne(new Document())))
                        .isIn(73, 2));
        rows.row("has statistics", target -> {
            MongoCollection<Document> c = filled(target, "[{a: 1}, {a: 2}]");
            Document stats = target.database()
                    .runCommand(new Document("collStats", c.getNamespace().getCollectionName()));
            assertThat(stats.get("count", Number.class).longValue()).isEqualTo(2);
        });
        rows.row("is valid", target -> {
            MongoCollection<Document> c = filled(target, "[{a: 1}, {a: [1, 2]}]");
            c.createIndex(Rows.json("{a: 1}"));
            Document answer = target.database()
                    .runCommand(new Document("validate", c.getNamespace().getCollectionName()));
            assertThat(answer.getBoolean("valid")).isTrue();
        });
        rows.row("databases are listed and dropped", target -> {
            target.client().getDatabase("contractOther").getCollection("x").insertOne(new Document());
            assertThat(target.client().listDatabaseNames().into(new ArrayList<>()))
                    .contains("contractOther");
            target.client().getDatabase("contractOther").drop();
            assertThat(target.client().listDatabaseNames().into(new ArrayList<>()))
                    .doesNotContain("contractOther");
        });
        rows.row(
                "ping answers",
                target -> assertThat(target.database()
                                .runCommand(new Document("ping", 1))
                                .get("ok", Number.class)
                                .intValue())
                        .isOne());
        rows.row(
                "an unknown command is refused",
                target -> assertThat(Rows.codeOf(() -> target.database().runCommand(new Document("noSuchCommand", 1))))
                        .isEqualTo(59));
        rows.row(
                "an unknown option is refused",
                target -> assertThat(Rows.codeOf(() ->
                                target.database().runCommand(new Document("find", "x").append("noSuchOption", 1))))
                        .isIn(40415, 9));
        rows.row("explain names the index", target -> {
            MongoCollection<Document> c = filled(target, "[{a: 1}, {a: 2}]");
            c.createIndex(Rows.json("{a: 1}"));
            assertThat(c.find(Rows.json("{a: 2}")).explain().toJson())
                    .contains("IXSCAN")
                    .contains("a_1");
            assertThat(c.find(Rows.json("{b: 2}")).explain().toJson()).contains("COLLSCAN");
        });
        return rows.tests();
    }

    @TestFactory
    List<DynamicTest> values() {
        Rows rows = new Rows("value");
        passes(rows, "int", 42);
        passes(rows, "long", 1L << 40);
        passes(rows, "greatest long", Long.MAX_VALUE);
        passes(rows, "double", 1.5);
        passes(rows, "infinity", Double.NEGATIVE_INFINITY);
        passes(rows, "decimal", Decimal128.parse("12345678901234567890.123456789"));
        passes(rows, "small decimal", Decimal128.parse("1E-6000"));
        passes(rows, "text", "hello");
        passes(rows, "empty text", "");
        passes(rows, "Chinese text", "徐汇区天平路街道");
        passes(rows, "text beyond the basic plane", "𠀀𠀁😀");
        passes(rows, "text with a zero", "a\0b");
        passes(rows, "long text", "x".repeat(100_000));
        passes(rows, "boolean", true);
        passes(rows, "date", Date.from(Instant.ofEpochMilli(1_780_000_000_123L)));
        passes(rows, "date before 1970", Date.from(Instant.ofEpochMilli(-1_000_000_000_000L)));
        passes(rows, "object id", new ObjectId());
        passes(rows, "binary", new Binary("bytes".getBytes(StandardCharsets.UTF_8)));
        passes(rows, "binary of subtype 6", new Binary((byte) 6, new byte[] {1, 2, 3, 0, -1}));
        passes(rows, "binary of a user's subtype", new Binary((byte) 0x80, new byte[] {1, 2, 3}));
        passes(rows, "binary of subtype 5", new Binary((byte) 5, new byte[16]));
        passes(rows, "empty binary", new Binary(new byte[0]));
        passes(rows, "timestamp", new BsonTimestamp(1_780_000_000, 7));
        passes(rows, "least key", new MinKey());
        passes(rows, "greatest key", new MaxKey());
        passes(rows, "code", new Code("f()"));
        passes(rows, "array", List.of(1, "a", List.of(2, 3), new Document("x", 1)));
        passes(rows, "empty array", List.of());
        passes(rows, "document", new Document("b", 1).append("a", new Document("c", 2)));
        passes(rows, "empty document", new Document());
        rows.row("uuid", target -> {
            MongoCollection<Document> c = target.collection();
            UUID uuid = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
            Binary binary = new Binary(
                    (byte) 4,
                    ByteBuffer.allocate(16)
                            .putLong(uuid.getMostSignificantBits())
                            .putLong(uuid.getLeastSignificantBits())
                            .array());
            c.insertOne(new Document("_id", binary));
            assertThat(c.countDocuments(new Document("_id", binary))).isOne();
        });
        rows.row("null", target -> {
            MongoCollection<Document> c = filled(target, "[{_id: 1, a: null}]");
            assertThat(c.find().first()).isEqualTo(Rows.json("{_id: 1, a: null}"));
        });
        rows.row("types in their order", target -> {
            MongoCollection<Document> c = target.collection();
            c.createIndex(Rows.json("{v: 1}"));
            List<Object> ordered = List.of(
                    new MinKey(),
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    -5,
                    Decimal128.parse("-0.5"),
                    0,
                    0.25,
                    1L,
                    9007199254740992L,
                    9007199254740993L,
                    Double.POSITIVE_INFINITY,
                    "",
                    "A",
                    "a",
                    "aa",
                    "京",
                    "😀",
                    new Document(),
                    new Document("a", 1),
                    new Document("a", 2),
                    new Document("b", 1),
                    new Document("a", "x"),
                    new Binary(new byte[] {9}),
                    new Binary(new byte[] {1, 1}),
                    new ObjectId("507f1f77bcf86cd799439011"),
                    false,
                    true,
                    Date.from(Instant.ofEpochMilli(-1)),
                    Date.from(Instant.ofEpochMilli(1)),
                    new BsonTimestamp(1, 1),
                    new MaxKey());
            List<Document> shuffled = new ArrayList<>();
            for (int i = 0; i < ordered.size(); i++) {
                shuffled.add(new Document("_id", i).append("v", ordered.get(i)));
            }
            Collections.shuffle(shuffled, new Random(1));
            c.insertMany(shuffled);
            for (String hint : new String[] {"v_1", "_id_"}) {
                List<Integer> ids = new ArrayList<>();
                c.find().sort(Rows.json("{v: 1}")).hintString(hint).forEach(d -> ids.add(d.getInteger("_id")));
                assertThat(ids).isSorted().hasSize(ordered.size());
            }
        });
        return rows.tests();
    }

    private static void passes(Rows rows, String name, Object value) {
        rows.row(name, target -> {
            MongoCollection<Document> c = target.collection();
            c.createIndex(Rows.json("{v: 1}"));
            c.insertOne(new Document("_id", 1).append("v", value));
            assertThat(Objects.requireNonNull(c.find().first()).get("v")).isEqualTo(value);
            assertThat(c.countDocuments(new Document("v", new Document("$eq", value))))
                    .isOne();
        });
    }
}
