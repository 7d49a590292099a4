package io.communitycloud.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Indexes as they are created, listed and dropped, and what unique and sparse ones keep out. */
class IndexContractTest {

    private static final IndexOptions UNIQUE = new IndexOptions().unique(true);

    @TestFactory
    List<DynamicTest> definitions() {
        Rows rows = new Rows("index");
        rows.row(
                "gets its usual name",
                collection(c ->
                        assertThat(c.createIndex(Rows.json("{a: 1, b: -1}"))).isEqualTo("a_1_b_-1")));
        rows.row(
                "gets the name asked for",
                collection(c -> assertThat(c.createIndex(Rows.json("{a: 1}"), new IndexOptions().name("mine")))
                        .isEqualTo("mine")));
        rows.row("is listed", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"), new IndexOptions().unique(true).sparse(true));
            List<Document> indexes = c.listIndexes().into(new ArrayList<>());
            assertThat(indexes).extracting(index -> index.getString("name")).containsExactly("_id_", "a_1");
            assertThat(indexes.get(1).getBoolean("unique")).isTrue();
            assertThat(indexes.get(1).getBoolean("sparse")).isTrue();
            assertThat(indexes.get(1).get("key")).isEqualTo(Rows.json("{a: 1}"));
        }));
        rows.row("may be created twice", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"));
            c.createIndex(Rows.json("{a: 1}"));
            assertThat(c.listIndexes().into(new ArrayList<>())).hasSize(2);
        }));
        rows.row(
                "many at once",
                collection(c -> assertThat(c.createIndexes(
                                List.of(new IndexModel(Rows.json("{a: 1}")), new IndexModel(Rows.json("{b: 1}")))))
                        .containsExactly("a_1", "b_1")));
        fails(rows, "of the same name but another key", 86, c -> {
            c.createIndex(Rows.json("{a: 1}"), new IndexOptions().name("x"));
            c.createIndex(Rows.json("{b: 1}"), new IndexOptions().name("x"));
        });
        fails(rows, "of the same name but other options", 86, c -> {
            c.createIndex(Rows.json("{a: 1}"));
            c.createIndex(Rows.json("{a: 1}"), UNIQUE);
        });
        fails(rows, "of the same key but another name", 85, c -> {
            c.createIndex(Rows.json("{a: 1}"));
            c.createIndex(Rows.json("{a: 1}"), new IndexOptions().name("x"));
        });
        fails(rows, "without a key", 67, c -> c.createIndex(new Document()));
        fails(rows, "with direction 0", 67, c -> c.createIndex(Rows.json("{a: 0}")));
        fails(rows, "of an unknown type", 67, c -> c.createIndex(Rows.json("{a: 'x'}")));
        fails(rows, "on an empty field name", 67, c -> c.createIndex(Rows.json("{'': 1}")));
        fails(
                rows,
                "that expires by two fields",
                67,
                c -> c.createIndex(Rows.json("{a: 1, b: 1}"), new IndexOptions().expireAfter(1L, TimeUnit.SECONDS)));
        rows.row("is dropped by name", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"));
            c.dropIndex("a_1");
            assertThat(c.listIndexes().into(new ArrayList<>())).hasSize(1);
        }));
        rows.row("is dropped by key", collection(c -> {
            c.createIndex(Rows.json("{a: 1, b: -1}"));
            c.dropIndex(Rows.json("{a: 1, b: -1}"));
            assertThat(c.listIndexes().into(new ArrayList<>())).hasSize(1);
        }));
        rows.row("all are dropped but that on _id", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"));
            c.createIndex(Rows.json("{b: 1}"));
            c.dropIndexes();
            assertThat(c.listIndexes().into(new ArrayList<>())).hasSize(1);
        }));
        rows.row("dropping another collection's touches nothing here", target -> {
            MongoCollection<Document> one = target.collection();
            MongoCollection<Document> other = target.collection();
            one.createIndex(Rows.json("{a: 1}"));
            other.createIndex(Rows.json("{a: 1}"));
            one.dropIndexes();
            assertThat(other.listIndexes().into(new ArrayList<>())).hasSize(2);
        });
        fails(rows, "that is not there is not dropped", 27, c -> {
            c.insertOne(new Document());
            c.dropIndex("nothing");
        });
        fails(rows, "on _id is not dropped", 72, c -> {
            c.insertOne(new Document());
            c.dropIndex("_id_");
        });
        rows.row("on existing documents", collection(c -> {
            c.insertMany(Rows.array("[{a: 1}, {a: 2}, {a: 2}]"));
            c.createIndex(Rows.json("{a: 1}"));
            assertThat(c.countDocuments(new Document("a", 2))).isEqualTo(2);
        }));
        rows.row("is gone with its collection", target -> {
            MongoCollection<Document> c = target.collection();
            c.createIndex(Rows.json("{a: 1}"), UNIQUE);
            c.insertOne(Rows.json("{a: 1}"));
            c.drop();
            c.insertMany(Rows.array("[{a: 1}, {a: 1}]"));
            assertThat(c.listIndexes().into(new ArrayList<>())).hasSize(1);
        });
        rows.row("hint by name", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"));
            c.insertMany(Rows.array("[{a: 1}, {a: 2}]"));
            assertThat(c.find(new Document("a", 2)).hintString("a_1").first()).isNotNull();
        }));
        rows.row("hint by key", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"));
            c.insertMany(Rows.array("[{a: 1}, {a: 2}]"));
            assertThat(c.find(new Document("a", 2)).hint(Rows.json("{a: 1}")).first())
                    .isNotNull();
        }));
        fails(rows, "that is not there as a hint", 2, c -> {
            c.insertOne(new Document());
            var ignored = c.find().hintString("nothing").first();
        });
        rows.row("a sparse one as a hint leaves documents out", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"), new IndexOptions().sparse(true));
            c.insertMany(Rows.array("[{a: 1}, {b: 2}]"));
            assertThat(c.find().hintString("a_1").into(new ArrayList<>())).hasSize(1);
            assertThat(c.find().into(new ArrayList<>())).hasSize(2);
            assertThat(c.find().sort(Rows.json("{a: 1}")).into(new ArrayList<>()))
                    .hasSize(2);
        }));
        return rows.tests();
    }

    @TestFactory
    List<DynamicTest> constraints() {
        Rows rows = new Rows("unique index");
        keepsOut(rows, "[{a: 1}, {a: 1}]", "{a: 1}", UNIQUE, true);
        keepsOut(rows, "[{a: 1}, {a: 1.0}]", "{a: 1}", UNIQUE, true);
        keepsOut(rows, "[{a: 1}, {a: '1'}]", "{a: 1}", UNIQUE, false);
        keepsOut(rows, "[{b: 1}, {b: 2}]", "{a: 1}", UNIQUE, true);
        keepsOut(rows, "[{a: null}, {b: 2}]", "{a: 1}", UNIQUE, true);
        keepsOut(
                rows,
                "[{b: 1}, {b: 2}]",
                "{a: 1}",
                new IndexOptions().unique(true).sparse(true),
                false);
        keepsOut(
                rows,
                "[{a: null}, {a: null}]",
                "{a: 1}",
                new IndexOptions().unique(true).sparse(true),
                true);
        keepsOut(rows, "[{a: 1, b: 1}, {a: 1, b: 2}]", "{a: 1, b: 1}", UNIQUE, false);
        keepsOut(rows, "[{a: 1, b: 1}, {a: 1, b: 1}]", "{a: 1, b: -1}", UNIQUE, true);
        keepsOut(rows, "[{a: [1, 2]}, {a: [2, 3]}]", "{a: 1}", UNIQUE, true);
        keepsOut(rows, "[{a: [1, 1]}, {a: [2, 2]}]", "{a: 1}", UNIQUE, false);
        keepsOut(rows, "[{a: {x: 1}}, {a: {x: 1}}]", "{a: 1}", UNIQUE, true);
        keepsOut(rows, "[{a: {x: 1}}, {a: {x: 2}}]", "{'a.x': 1}", UNIQUE, false);
        keepsOut(rows, "[{a: [{x: 1}, {x: 2}]}, {a: [{x: 2}]}]", "{'a.x': 1}", UNIQUE, true);
        keepsOut(rows, "[{a: 'x\\u0000y'}, {a: 'x'}]", "{a: 1}", UNIQUE, false);
        keepsOut(rows, "[{a: 'x\\u0000y'}, {a: 'x'}]", "{a: -1}", UNIQUE, false);
        rows.row("refuses an update", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"), UNIQUE);
            c.insertMany(Rows.array("[{_id: 1, a: 1}, {_id: 2, a: 2}]"));
            assertThat(Rows.codeOf(() -> {
                        var ignored = c.updateOne(Rows.json("{_id: 2}"), Rows.json("{$set: {a: 1}}"));
                    }))
                    .isEqualTo(11000);
            assertThat(c.find(Rows.json("{a: 2}")).first()).isEqualTo(Rows.json("{_id: 2, a: 2}"));
        }));
        rows.row("lets a document keep its value", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"), UNIQUE);
            c.insertOne(Rows.json("{_id: 1, a: 1, b: 1}"));
            c.replaceOne(Rows.json("{_id: 1}"), Rows.json("{a: 1, b: 2}"));
            assertThat(c.countDocuments(Rows.json("{b: 2}"))).isOne();
        }));
        rows.row("frees a value with its document", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"), UNIQUE);
            c.insertOne(Rows.json("{_id: 1, a: 1}"));
            c.deleteOne(Rows.json("{_id: 1}"));
            c.insertOne(Rows.json("{_id: 2, a: 1}"));
            assertThat(c.countDocuments()).isOne();
        }));
        rows.row("is not built over duplicates", collection(c -> {
            c.insertMany(Rows.array("[{a: 1}, {a: 1}]"));
            assertThatThrownBy(() -> c.createIndex(Rows.json("{a: 1}"), UNIQUE))
                    .isInstanceOfAny(DuplicateKeyException.class, MongoCommandException.class);
            assertThat(c.listIndexes().into(new ArrayList<>())).hasSize(1);
        }));
        rows.row("names itself in the error", collection(c -> {
            c.createIndex(Rows.json("{a: 1}"), new IndexOptions().unique(true).name("only"));
            c.insertOne(Rows.json("{a: 'x'}"));
            assertThatThrownBy(() -> c.insertOne(Rows.json("{a: 'x'}")))
                    .isInstanceOf(MongoWriteException.class)
                    .hasMessageContaining("E11000")
                    .hasMessageContaining("index: only")
                    .hasMessageContaining("a: \"x\"");
        }));
        rows.row("an ordered batch stops at a duplicate", collection(c -> {
            assertThatThrownBy(() -> c.insertMany(Rows.array("[{_id: 1}, {_id: 1}, {_id: 2}]")))
                    .isInstanceOf(MongoBulkWriteException.class);
            assertThat(c.countDocuments()).isOne();
        }));
        rows.row("an unordered batch goes on", collection(c -> {
            assertThatThrownBy(() -> c.insertMany(
                            Rows.array("[{_id: 1}, {_id: 1}, {_id: 2}]"), new InsertManyOptions().ordered(false)))
                    .isInstanceOf(MongoBulkWriteException.class);
            assertThat(c.countDocuments()).isEqualTo(2);
        }));
        fails(rows, "parallel arrays cannot be indexed", 171, c -> {
            c.createIndex(Rows.json("{a: 1, b: 1}"));
            c.insertOne(Rows.json("{a: [1], b: [2]}"));
        });
        rows.row("two fields below one array can", collection(c -> {
            c.createIndex(Rows.json("{'a.x': 1, 'a.y': 1}"), UNIQUE);
            c.insertOne(Rows.json("{_id: 1, a: [{x: 1, y: 1}, {x: 2, y: 2}]}"));
            c.insertOne(Rows.json("{_id: 2, a: [{x: 1, y: 2}]}"));
            assertThat(Rows.codeOf(() -> c.insertOne(Rows.json("{_id: 3, a: [{x: 2, y: 2}]}"))))
                    .isEqualTo(11000);
        }));
        return rows.tests();
    }

    private static void keepsOut(Rows rows, String documents, String key, IndexOptions options, boolean refused) {
        for (boolean before : new boolean[] {true, false}) {
            String when = before ? " inserted after " : " inserted before ";
            rows.row(documents + when + key + (options.isSparse() ? " sparse" : ""), collection(c -> {
                int code = Rows.codeOf(() -> {
                    if (before) {
                        c.createIndex(Rows.json(key), options);
                        Rows.array(documents).forEach(c::insertOne);
                    } else {
                        Rows.array(documents).forEach(c::insertOne);
                        try {
                            c.createIndex(Rows.json(key), options);
                        } catch (DuplicateKeyException e) {
                            throw new MongoCommandException(e.getResponse(), e.getServerAddress());
                        }
                    }
                });
                assertThat(code).isEqualTo(refused ? 11000 : 0);
            }));
        }
    }

    private static Consumer<Target> collection(Consumer<MongoCollection<Document>> test) {
        return target -> test.accept(target.collection());
    }

    private static void fails(Rows rows, String name, int code, Consumer<MongoCollection<Document>> action) {
        rows.row(name, target -> {
            MongoCollection<Document> collection = target.collection();
            assertThat(Rows.codeOf(() -> action.accept(collection))).isEqualTo(code);
        });
    }
}
