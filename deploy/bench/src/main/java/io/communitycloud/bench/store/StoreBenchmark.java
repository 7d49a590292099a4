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
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
    private static final int PAGE = 20;

    /** Loading what is only deleted again takes longer than the rest together. */
    private static final int COPY = 200_000;

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
                if (size >= 100_000) {
                    underLoad(client, residents, size, column);
                }
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

    private static void load(MongoCollection<Document> residents, int size) {
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
        Random random = new Random(7);
        row("point by _id", column, operations, () -> first(residents, new Document("_id", id(random, size))));
        row("compound: scope + household", column, operations, () -> {
            int number = random.nextInt(size);
            list(
                    residents,
                    new Document("scope", Residents.committee(number, size))
                            .append("household", Residents.household(number)),
                    new Document("_id", 1),
                    PAGE);
        });
        row(
                "array scope + sort, limit 20",
                column,
                operations,
                () -> list(
                        residents,
                        new Document("scope", Residents.committee(random.nextInt(size), size)),
                        new Document("_id", -1),
                        PAGE));
        row(
                "range + sort, limit 20",
                column,
                operations,
                () -> list(
                        residents,
                        new Document("scope", Residents.committee(random.nextInt(size), size))
                                .append("person.name", new Document("$gte", "李").append("$lt", "陈")),
                        new Document("person.name", 1).append("_id", 1),
                        PAGE));
        row(
                "prefix, limit 20",
                column,
                operations,
                () -> list(
                        residents,
                        new Document("scope", Residents.committee(random.nextInt(size), size))
                                .append("person.name", new Document("$regex", "^王")),
                        new Document("person.name", 1).append("_id", 1),
                        PAGE));
        row(
                "keyset page 1",
                column,
                operations,
                () -> list(residents, new Document("scope", "310104"), new Document("_id", -1), PAGE));
        row(
                "keyset page 10,000 (or the last)",
                column,
                operations,
                () -> list(
                        residents,
                        new Document("scope", "310104")
                                .append("_id", new Document("$lt", Residents.id(Math.max(PAGE, size - 200_000)))),
                        new Document("_id", -1),
                        PAGE));
        row("also: compound: scope + blind index", column, operations, () -> {
            int number = random.nextInt(size);
            list(
                    residents,
                    new Document("scope", "310104").append("person.idNumber.index", Residents.idNumberIndex(number)),
                    new Document("_id", -1),
                    PAGE);
        });
        row("also: keyset by name ($or)", column, operations, () -> {
            String name = Residents.name(random.nextInt(size));
            String id = id(random, size);
            list(
                    residents,
                    new Document("scope", "310104")
                            .append(
                                    "$or",
                                    List.of(
                                            new Document("person.name", new Document("$gt", name)),
                                            new Document("person.name", name).append("_id", new Document("$gt", id)))),
                    new Document("person.name", 1).append("_id", 1),
                    PAGE);
        });
        row("count, indexed", column, operations, () -> {
            long count =
                    residents.countDocuments(new Document("scope", Residents.committee(random.nextInt(size), size)));
            if (count == 0) {
                throw new IllegalStateException("nothing counted");
            }
        });
        timedRow("update {_id, version}", column, operations, times -> update(residents, id(random, size), times));
    }

    private static String id(Random random, int size) {
        return Residents.id(random.nextInt(size));
    }

    private static void first(MongoCollection<Document> residents, Document filter) {
        Objects.requireNonNull(residents.find(filter).first());
    }

    private static void list(MongoCollection<Document> residents, Document filter, Document order, int limit) {
        List<Document> ignored = residents.find(filter).sort(order).limit(limit).into(new ArrayList<>());
    }

    private static void update(MongoCollection<Document> residents, String id, List<Long> times) {
        Document found = Objects.requireNonNull(residents
                .find(new Document("_id", id))
                .projection(new Document("version", 1))
                .first());
        long version = found.getLong("version");
        long start = System.nanoTime();
        var ignored = residents.updateOne(
                new Document("_id", id).append("version", version),
                new Document("$set", new Document("version", version + 1).append("status", "S" + version)));
        times.add(System.nanoTime() - start);
    }

    private void row(String name, String column, int operations, Runnable operation) {
        timedRow(name, column, operations, times -> {
            long start = System.nanoTime();
            operation.run();
            times.add(System.nanoTime() - start);
        });
    }

    private void timedRow(String name, String column, int operations, Consumer<List<Long>> operation) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        List<Long> times = new ArrayList<>();
        while (times.size() < operations && System.nanoTime() < deadline) {
            operation.accept(times);
        }
        if (!warmingUp) {
            put(
                    name,
                    column,
                    new Latency(times.stream().mapToLong(Long::longValue).toArray()).cell());
        }
    }

    private void rates(StoreProcess store, MongoCollection<Document> residents, int size, String column) {
        int operations = 40_000;
        Runnable reads = () -> together(CLIENTS, client -> {
            Random random = new Random(client);
            for (int i = 0; i < operations / CLIENTS; i++) {
                first(residents, new Document("_id", id(random, size)));
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

    /** Point reads and writes while somebody scans, builds an index or deletes everything of another collection. */
    private void underLoad(MongoClient client, MongoCollection<Document> residents, int size, String column)
            throws Exception {
        beside("a scan", column, residents, size, () -> {
            for (Document ignored : residents.find(new Document("status", "NOBODY"))) {
                throw new IllegalStateException("found nobody");
            }
        });
        beside("an index build", column, residents, size, () -> {
            String name = residents.createIndex(new Document("person.birthDate", 1));
            residents.dropIndex(name);
        });
        MongoCollection<Document> copy = client.getDatabase("resident").getCollection("copy");
        load(copy, Math.min(size / 2, COPY));
        beside("a mass delete", column, residents, size, () -> {
            var ignored = copy.deleteMany(new Document());
        });
        copy.drop();
    }

    private void beside(String load, String column, MongoCollection<Document> residents, int size, Runnable heavy)
            throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        List<Long> reads = new ArrayList<>();
        List<Long> writes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            Future<?> heavyOne = executor.submit(heavy);
            Future<?> reader = executor.submit(() ->
                    measure(running, reads, random -> first(residents, new Document("_id", id(random, size)))));
            Future<?> writer = executor.submit(() -> measure(running, writes, random -> {
                var ignored = residents.updateOne(
                        new Document("_id", id(random, size)),
                        new Document("$set", new Document("status", "W" + random.nextInt())));
            }));
            long start = System.nanoTime();
            heavyOne.get(10, TimeUnit.MINUTES);
            put("seconds of " + load, column, String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
            running.set(false);
            reader.get();
            writer.get();
        }
        put("point reads beside " + load, column, cell(reads));
        put("point writes beside " + load, column, cell(writes));
    }

    private static String cell(List<Long> times) {
        return new Latency(times.stream().mapToLong(Long::longValue).toArray()).cell();
    }

    private static void measure(AtomicBoolean running, List<Long> times, Consumer<Random> operation) {
        Random random = new Random(3);
        while (running.get() || times.isEmpty()) {
            long start = System.nanoTime();
            operation.accept(random);
            times.add(System.nanoTime() - start);
        }
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
