package io.communitycloud.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * The embedded store's latencies and rates at several sizes, beside mongo-java-server as shipped.
 *
 * <p>Usage: {@code StoreBenchmark [sizes, comma-separated] [operations per row] [shipped sizes] [shipped operations]}.
 * Server and client run in two processes on the same machine.
 */
public final class StoreBenchmark {

    private static final int PORT = 28_701;
    private static final int BATCH = 1_000;
    private static final int CLIENTS = 8;
    private static final int LOADERS = 2;
    private static final int WARM_UP = 1_000;
    private static final String LOAD = "load, documents/s (4 indexes, 20 entries a document)";
    private static final String LOAD_PLAIN = "load, documents/s (4 indexes, 4 entries a document)";

    private final Map<String, Map<String, String>> table = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();
    private int written;
    private boolean warmingUp;

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        String[] sizes = (arguments.length > 0 ? arguments[0] : "10000,100000,1000000").split(",", -1);
        int operations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
        String[] shippedSizes = (arguments.length > 2 ? arguments[2] : "10000,100000").split(",", -1);
        int shippedOperations = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 20;
        StoreBenchmark benchmark = new StoreBenchmark();
        for (String size : sizes) {
            benchmark.embedded(Integer.parseInt(size), operations);
        }
        for (String size : shippedSizes) {
            if (!size.isBlank()) {
                benchmark.shipped(Integer.parseInt(size), shippedOperations);
            }
        }
        benchmark.print();
    }

    private void embedded(int size, int operations) throws Exception {
        String column = "embedded " + size;
        columns.add(column);
        Path folder = Files.createTempDirectory("store-bench");
        try {
            try (StoreProcess store = StoreProcess.embedded(folder, PORT, false);
                    MongoClient client = store.connect()) {
                MongoCollection<Document> residents =
                        client.getDatabase("resident").getCollection("residents");
                put(LOAD, column, cost(store, size, () -> load(residents, size)));
                MongoCollection<Document> plain = client.getDatabase("resident").getCollection("plain");
                put(LOAD_PLAIN, column, cost(store, size / 5, () -> loadPlain(plain, size / 5)));
                plain.drop();
                warmingUp = true;
                queries(residents, size, WARM_UP, column);
                warmingUp = false;
                queries(residents, size, operations, column);
                rates(store, residents, size, column);
                put("resident memory, MB", column, "" + store.residentMegabytes());
                put("on disk, MB", column, "" + megabytes(folder));
                store.kill();
            }
            try (StoreProcess store = StoreProcess.embedded(folder, PORT, true);
                    MongoClient client = store.connect()) {
                put("reopened after SIGKILL, ms", column, "" + store.startedMillis());
                MongoCollection<Document> residents =
                        client.getDatabase("resident").getCollection("residents");
                put(
                        "single inserts/s, 8 clients, fsync",
                        column,
                        cost(store, 8_000, () -> singleInserts(residents, size, 8_000)));
            }
        } finally {
            delete(folder);
        }
    }

    private void shipped(int size, int operations) throws Exception {
        String column = "shipped " + size;
        columns.add(column);
        Path folder = Files.createTempDirectory("store-bench");
        try (StoreProcess store = StoreProcess.shipped(folder, PORT);
                MongoClient client = store.connect()) {
            MongoCollection<Document> residents = client.getDatabase("resident").getCollection("residents");
            put(LOAD, column, cost(store, size, () -> load(residents, size)));
            queries(residents, size, operations, column);
            store.kill();
        } finally {
            delete(folder);
        }
    }

    /** Creates the platform's indexes and fills them. */
    static void load(MongoCollection<Document> residents, int size) {
        Residents.INDEXES.forEach(residents::createIndex);
        insertAll(residents, size);
    }

    /** The same documents under four indexes that give each one entry. */
    private static void loadPlain(MongoCollection<Document> residents, int size) {
        for (String field : List.of("area", "household", "person.name", "person.idNumber.index")) {
            String ignored = residents.createIndex(new Document(field, 1));
        }
        insertAll(residents, size);
    }

    private static void insertAll(MongoCollection<Document> residents, int size) {
        InsertManyOptions unordered = new InsertManyOptions().ordered(false);
        AtomicInteger next = new AtomicInteger();
        together(LOADERS, loader -> {
            int from = next.getAndAdd(BATCH);
            while (from < size) {
                residents.insertMany(Residents.batch(from, Math.min(size, from + BATCH), size), unordered);
                from = next.getAndAdd(BATCH);
            }
        });
    }

    private void queries(MongoCollection<Document> residents, int size, int operations, String column) {
        for (Question question : Question.ALL) {
            Random random = new Random(7);
            long deadline = System.nanoTime() + 60_000_000_000L;
            List<Long> times = new ArrayList<>();
            while (times.size() < operations && System.nanoTime() < deadline) {
                times.add(question.nanos(residents, size, random));
            }
            if (!warmingUp) {
                put(question.name(), column, Latency.of(times).cell());
            }
        }
    }

    private void rates(StoreProcess store, MongoCollection<Document> residents, int size, String column) {
        int operations = 40_000;
        Runnable reads = () -> together(CLIENTS, client -> {
            Random random = new Random(client);
            for (int i = 0; i < operations / CLIENTS; i++) {
                Question.first(residents, new Document("_id", Question.id(random, size)));
            }
        });
        put("point reads/s, 8 clients", column, cost(store, operations, reads));
        put(
                "single inserts/s, 8 clients",
                column,
                cost(store, operations, () -> singleInserts(residents, size, operations)));
    }

    private void singleInserts(MongoCollection<Document> residents, int size, int count) {
        AtomicInteger next = new AtomicInteger(size + written);
        written += count;
        together(CLIENTS, client -> {
            for (int i = 0; i < count / CLIENTS; i++) {
                residents.insertOne(Residents.resident(next.getAndIncrement(), size));
            }
        });
    }

    private static void together(int clients, IntConsumer work) {
        try (ExecutorService executor = Executors.newFixedThreadPool(clients)) {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                running.add(CompletableFuture.runAsync(() -> work.accept(client), executor));
            }
            running.forEach(CompletableFuture::join);
        }
    }

    /** Operations in a second, and what one costs server and client in processor time. */
    private static String cost(StoreProcess store, int count, Runnable work) {
        Duration server = store.processorTime();
        Duration client = processorTime();
        long start = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - start;
        return String.format(
                Locale.ROOT,
                "%,d (%.0f + %.0f µs)",
                Math.round(count / (nanos / 1e9)),
                store.processorTime().minus(server).toNanos() / 1e3 / count,
                processorTime().minus(client).toNanos() / 1e3 / count);
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void put(String row, String column, String value) {
        table.computeIfAbsent(row, key -> new LinkedHashMap<>()).put(column, value);
        System.out.println(column + " | " + row + " | " + value);
    }

    private void print() {
        System.out.println();
        System.out.println("| median / p99 / max in ms, one client | " + String.join(" | ", columns) + " |");
        System.out.println("|---|" + "---|".repeat(columns.size()));
        table.forEach((row, values) -> {
            StringBuilder line = new StringBuilder("| ").append(row);
            for (String column : columns) {
                line.append(" | ").append(values.getOrDefault(column, ""));
            }
            System.out.println(line.append(" |"));
        });
    }

    private static long megabytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    >> 20;
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
