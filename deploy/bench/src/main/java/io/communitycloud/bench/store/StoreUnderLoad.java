package io.communitycloud.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * Point reads and writes while somebody scans a large collection, builds an index on it, deletes everything in it.
 *
 * <p>While it is scanned and indexed the point operations meet the very same collection, while it is deleted another one.
 * Usage: {@code StoreUnderLoad [documents] [documents of the other collection]}.
 */
public final class StoreUnderLoad {

    private static final int PORT = 28_721;

    private StoreUnderLoad() {}

    public static void main(String[] arguments) throws Exception {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int otherSize = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        Path folder = Files.createTempDirectory("store-under-load");
        try (StoreProcess store = StoreProcess.embedded(folder, PORT, false);
                MongoClient client = store.connect()) {
            MongoDatabase database = client.getDatabase("resident");
            MongoCollection<Document> residents = database.getCollection("residents");
            MongoCollection<Document> others = database.getCollection("others");
            StoreBenchmark.load(others, otherSize);
            StoreBenchmark.load(residents, size);
            System.out.println("| beside | seconds | point reads, median / p99 / max in ms | point writes | load |");
            System.out.println("|---|---|---|---|---|");
            beside("a scan", residents, size, () -> {
                for (Document ignored : residents.find(new Document("status", "NOBODY"))) {
                    throw new IllegalStateException("found nobody");
                }
            });
            beside("an index build", residents, size, () -> {
                String ignored = residents.createIndex(new Document("person.birthDate", 1));
            });
            residents.dropIndex("person.birthDate_1");
            beside("a mass delete", others, otherSize, () -> {
                if (residents.deleteMany(new Document()).getDeletedCount() != size) {
                    throw new IllegalStateException("not everything was deleted");
                }
            });
            store.kill();
        } finally {
            StoreBenchmark.delete(folder);
        }
    }

    private static void beside(String load, MongoCollection<Document> residents, int size, Runnable heavy)
            throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        List<Long> reads = new ArrayList<>();
        List<Long> writes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            long start = System.nanoTime();
            Future<?> heavyOne = executor.submit(heavy);
            Future<?> reader = executor.submit(() -> measure(
                    running,
                    reads,
                    random -> Question.first(residents, new Document("_id", Question.id(random, size)))));
            Future<?> writer = executor.submit(() -> measure(running, writes, random -> {
                var ignored = residents.updateOne(
                        new Document("_id", Question.id(random, size)),
                        new Document("$set", new Document("status", "W" + random.nextInt())));
            }));
            heavyOne.get(10, TimeUnit.MINUTES);
            double seconds = (System.nanoTime() - start) / 1e9;
            running.set(false);
            reader.get();
            writer.get();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %s | %s | %s |%n",
                    load,
                    seconds,
                    Latency.of(reads).cell(),
                    Latency.of(writes).cell(),
                    Machine.load());
        }
    }

    private static void measure(AtomicBoolean running, List<Long> times, Consumer<Random> operation) {
        Random random = new Random(3);
        while (running.get() || times.isEmpty()) {
            long start = System.nanoTime();
            operation.accept(random);
            times.add(System.nanoTime() - start);
        }
    }
}
