package io.communitycloud.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How much slower the store answers when there is a hundred times as much in it.
 *
 * <p>Two stores run side by side and are asked by turns, so that whatever else the machine does meets both; once warm, they
 * and who asks them share one processor, where the system lets that be told ({@code taskset}). Beside every latency stands
 * what one question costs the store in processor time, and what it makes it read. Usage: {@code StoreFlatness [small size]
 * [large size] [operations per row] [size for mongo-java-server as shipped, 0 for none] [its operations]}.
 */
public final class StoreFlatness {

    private static final int PORT = 28_711;
    private static final int TURN = 50;

    private StoreFlatness() {}

    public static void main(String[] arguments) throws Exception {
        int smallSize = argument(arguments, 0, 10_000);
        int largeSize = argument(arguments, 1, 1_000_000);
        int operations = argument(arguments, 2, 2_000);
        int shippedSize = argument(arguments, 3, 0);
        int shippedOperations = argument(arguments, 4, 3);
        try (Side small = new Side(smallSize, PORT);
                Side large = new Side(largeSize, PORT + 1)) {
            large.load();
            small.load();
            say("without warm-up, in the processes that loaded; files of the large store's indexes: " + large.files());
            ask(small, large, operations / 4);
            boolean shared = share(true, small, large);
            say(
                    shared
                            ? "all three on one processor from here"
                            : "no taskset: each on the processor it happens to get");
            warmUp(small, large, operations);
            say("warm, files still being merged: " + large.files());
            ask(small, large, operations);
            say("warm and at rest after " + large.rest().toSeconds() + " s; files: " + large.files());
            ask(small, large, operations);
            boolean ignored = share(false, small, large);
            small.restart();
            large.restart();
            say("killed, started again in " + large.opened() + " ms, without warm-up; files: " + large.files());
            ask(small, large, operations / 4);
        }
        if (shippedSize > 0) {
            shipped(shippedSize, shippedOperations);
        }
    }

    private static int argument(String[] arguments, int position, int preset) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : preset;
    }

    private static void say(String what) {
        System.out.println(what + "; load: " + Machine.load());
    }

    private static boolean share(boolean one, Side small, Side large) {
        return Machine.share(one, ProcessHandle.current().pid(), small.store.number(), large.store.number());
    }

    private static void warmUp(Side small, Side large, int operations) {
        for (Question question : Question.ALL) {
            Asked few = new Asked(small, 1);
            Asked many = new Asked(large, 1);
            while (many.times.size() < operations) {
                few.ask(question);
                many.ask(question);
            }
        }
    }

    private static void ask(Side small, Side large, int operations) {
        System.out.printf(
                Locale.ROOT,
                "| median / p99 / max in ms | %,d | %,d | ratio | processor time, µs | | ratio | blocks looked up / read /"
                        + " documents looked up / from the map / pages read | |%n",
                small.size,
                large.size);
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Question question : Question.ALL) {
            // Each time others, so that nothing is known from the time before.
            long seed = System.nanoTime();
            Asked few = new Asked(small, seed);
            Asked many = new Asked(large, seed);
            while (many.times.size() < operations) {
                few.ask(question);
                many.ask(question);
            }
            double fewMicros = few.micros();
            double manyMicros = many.micros();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f | %.0f | %.0f | %.2f | %s | %s |%n",
                    question.name(),
                    few.latency().cell(),
                    many.latency().cell(),
                    many.latency().millis(0.5) / few.latency().millis(0.5),
                    fewMicros,
                    manyMicros,
                    manyMicros / fewMicros,
                    few.reads(),
                    many.reads());
        }
        System.out.println();
    }

    private static void shipped(int size, int operations) throws Exception {
        Path folder = Files.createTempDirectory("store-shipped");
        try (StoreProcess store = StoreProcess.shipped(folder, PORT + 2);
                MongoClient client = store.connect()) {
            MongoCollection<Document> residents = Side.residents(client);
            StoreBenchmark.load(residents, size);
            say("mongo-java-server as shipped");
            System.out.printf(Locale.ROOT, "| median / max in ms | %,d |%n|---|---|%n", size);
            for (Question question : Question.ALL) {
                Random random = new Random(7);
                long[] times = LongStream.generate(() -> question.nanos(residents, size, random))
                        .limit(operations)
                        .toArray();
                Latency latency = new Latency(times);
                System.out.printf(
                        Locale.ROOT, "| %s | %.0f / %.0f |%n", question.name(), latency.millis(0.5), latency.max());
            }
            store.kill();
        } finally {
            StoreBenchmark.delete(folder);
        }
    }

    /** One of the two stores. */
    private static final class Side implements AutoCloseable {

        private final int size;
        private final int port;
        private final Path folder;
        private StoreProcess store;
        private MongoClient client;

        Side(int size, int port) throws IOException {
            this.size = size;
            this.port = port;
            this.folder = Files.createTempDirectory("store-flatness");
            this.store = StoreProcess.embedded(folder, port, false);
            this.client = store.connect();
        }

        static MongoCollection<Document> residents(MongoClient client) {
            return database(client).getCollection("residents");
        }

        private static MongoDatabase database(MongoClient client) {
            return client.getDatabase("resident");
        }

        void load() {
            StoreBenchmark.load(residents(client), size);
        }

        void restart() {
            client.close();
            store.kill();
            store = StoreProcess.embedded(folder, port, false);
            client = store.connect();
        }

        long opened() {
            return store.startedMillis();
        }

        Document statistics() {
            return database(client).runCommand(new Document("serverStatus", 1)).get("storageEngine", Document.class);
        }

        int files() {
            Document files = database(client)
                    .runCommand(new Document("collStats", "residents"))
                    .get("indexFiles", new Document());
            return files.values().stream().mapToInt(count -> (Integer) count).sum();
        }

        /** Waits until files are merged as far as they will be: none more for ten seconds. */
        Duration rest() throws InterruptedException {
            long begin = System.nanoTime();
            int files = files();
            for (int calm = 0; calm < 10; calm++) {
                Thread.sleep(1_000);
                int now = files();
                if (now != files) {
                    files = now;
                    calm = 0;
                }
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        }

        @Override
        public void close() throws IOException {
            client.close();
            store.kill();
            StoreBenchmark.delete(folder);
        }
    }

    /** One question put to one side, by turns. */
    private static final class Asked {

        private final Side side;
        private final Random random;
        private final List<Long> times = new ArrayList<>();
        private final Document before;
        private final long nanosBefore;
        private @Nullable Latency latency;

        Asked(Side side, long seed) {
            this.side = side;
            this.random = new Random(seed);
            this.before = side.statistics();
            this.nanosBefore = side.store.answeringNanos();
        }

        void ask(Question question) {
            MongoCollection<Document> residents = Side.residents(side.client);
            for (int i = 0; i < TURN; i++) {
                times.add(question.nanos(residents, side.size, random));
            }
        }

        Latency latency() {
            Latency known = latency;
            if (known == null) {
                known = Latency.of(times);
                latency = known;
            }
            return known;
        }

        /** What the store's threads spend on one answer. */
        double micros() {
            return (side.store.answeringNanos() - nanosBefore) / 1e3 / times.size();
        }

        String reads() {
            Document after = side.statistics();
            return Stream.of(
                            "indexBlocksLookedUp",
                            "indexBlocksRead",
                            "documentsLookedUp",
                            "documentsReadFromMap",
                            "pageReads")
                    .map(name -> String.format(
                            Locale.ROOT, "%.1f", (number(after, name) - number(before, name)) / (double) times.size()))
                    .reduce((one, other) -> one + " / " + other)
                    .orElseThrow();
        }

        private static long number(Document statistics, String name) {
            return statistics.get(name, 0L);
        }
    }
}
