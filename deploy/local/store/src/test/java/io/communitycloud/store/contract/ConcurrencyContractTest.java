package io.communitycloud.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.bson.Document;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds while several clients work at once. */
class ConcurrencyContractTest {

    private static final int CLIENTS = 8;

    @TestFactory
    List<DynamicTest> concurrency() {
        Rows rows = new Rows("concurrency");
        rows.row("no increment is lost", target -> {
            MongoCollection<Document> c = target.collection();
            c.insertOne(Rows.json("{_id: 1, n: 0}"));
            together(client -> {
                for (int i = 0; i < 100; i++) {
                    c.updateOne(Rows.json("{_id: 1}"), Rows.json("{$inc: {n: 1}}"));
                }
            });
            assertThat(c.find().first()).isEqualTo(Rows.json("{_id: 1, n: 800}"));
        });
        rows.row("a version is won once", target -> {
            MongoCollection<Document> c = target.collection();
            c.insertOne(Rows.json("{_id: 1, version: 0}"));
            AtomicInteger won = new AtomicInteger();
            together(client -> {
                for (int version = 0; version < 50; version++) {
                    Document filter = new Document("_id", 1).append("version", version);
                    long modified = c.updateOne(filter, Rows.json("{$inc: {version: 1}}"))
                            .getModifiedCount();
                    won.addAndGet((int) modified);
                }
            });
            assertThat(c.find(new Document("version", won.get())).first()).isNotNull();
        });
        rows.row("a unique value is taken once", target -> {
            MongoCollection<Document> c = target.collection();
            c.createIndex(Rows.json("{key: 1}"), new IndexOptions().unique(true));
            AtomicInteger inserted = new AtomicInteger();
            together(client -> {
                for (int i = 0; i < 50; i++) {
                    try {
                        c.insertOne(new Document("key", i));
                        inserted.incrementAndGet();
                    } catch (MongoWriteException e) {
                        assertThat(e.getError().getCode()).isEqualTo(11000);
                    }
                }
            });
            assertThat(inserted).hasValue(50);
            assertThat(c.countDocuments()).isEqualTo(50);
        });
        rows.row("an upsert by _id inserts once", target -> {
            MongoCollection<Document> c = target.collection();
            together(client -> {
                for (int i = 0; i < 50; i++) {
                    try {
                        c.updateOne(
                                new Document("_id", i), Rows.json("{$inc: {n: 1}}"), new UpdateOptions().upsert(true));
                    } catch (MongoWriteException e) {
                        // MongoDB lets one of two upserts fail; it is to be tried again.
                        c.updateOne(new Document("_id", i), Rows.json("{$inc: {n: 1}}"));
                    }
                }
            });
            assertThat(c.countDocuments(new Document("n", CLIENTS))).isEqualTo(50);
        });
        rows.row("a job is claimed once", target -> {
            MongoCollection<Document> c = target.collection();
            List<Document> jobs = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                jobs.add(new Document("_id", i).append("state", "open"));
            }
            c.insertMany(jobs);
            AtomicInteger claimed = new AtomicInteger();
            together(client -> {
                while (c.findOneAndUpdate(
                                Rows.json("{state: 'open'}"),
                                new Document("$set", new Document("state", "claimed by " + client)),
                                new FindOneAndUpdateOptions().sort(Rows.json("{_id: 1}")))
                        != null) {
                    claimed.incrementAndGet();
                }
            });
            assertThat(claimed).hasValue(100);
        });
        rows.row("an index built among writers is complete", target -> {
            MongoCollection<Document> c = target.collection();
            together(client -> {
                for (int i = 0; i < 100; i++) {
                    c.insertOne(new Document("_id", client + "-" + i).append("n", i));
                    if (client == 0 && i == 30) {
                        c.createIndex(Rows.json("{n: 1}"));
                    }
                    if (i % 3 == 0) {
                        c.updateOne(new Document("_id", client + "-" + i), Rows.json("{$inc: {n: 1000}}"));
                    }
                    if (i % 7 == 0) {
                        c.deleteOne(new Document("_id", client + "-" + i));
                    }
                }
            });
            long all = c.countDocuments();
            assertThat(c.find(Rows.json("{n: {$gte: 0}}")).hintString("n_1").into(new ArrayList<>()))
                    .hasSize((int) all);
            Document valid = target.database()
                    .runCommand(new Document("validate", c.getNamespace().getCollectionName()));
            assertThat(valid.getBoolean("valid")).isTrue();
        });
        rows.row("a reader never sees half a document", target -> {
            MongoCollection<Document> c = target.collection();
            c.createIndex(Rows.json("{a: 1}"));
            c.insertOne(Rows.json("{_id: 1, a: 0, b: 0}"));
            together(client -> {
                for (int i = 0; i < 100; i++) {
                    if (client < 2) {
                        c.replaceOne(Rows.json("{_id: 1}"), new Document("a", i).append("b", i));
                    } else {
                        for (Document found : c.find(Rows.json("{a: {$gte: 0}}"))) {
                            assertThat(found.getInteger("a")).isEqualTo(found.getInteger("b"));
                        }
                    }
                }
            });
        });
        return rows.tests();
    }

    private static void together(IntConsumer work) {
        try (ExecutorService executor = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(executor.submit(() -> work.accept(client)));
            }
            for (Future<?> client : clients) {
                try {
                    client.get();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
