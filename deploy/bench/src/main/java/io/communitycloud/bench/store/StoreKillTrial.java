package io.communitycloud.bench.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Kills the store at random moments while eight writers insert, one by one and in batches, change and delete, and indexes
 * are built and dropped.
 *
 * <p>After each kill the store is opened again: every acknowledged write must be there, every document whole, and the
 * checker must find nothing. Usage: {@code StoreKillTrial [kills] [documents] [fsync] [one write in so many is a batch]}.
 */
public final class StoreKillTrial {

    private static final int PORT = 28_801;
    private static final int WRITERS = 8;
    private static final int DELETED = -1;
    private static final int ONE_IN = 400;
    private static final int TOGETHER = 250;
    private static final int SAMPLE = 200_000;

    private final int kills;
    private final int documents;
    private final boolean fsync;
    private final int oneIn;
    private final Random random = new Random();

    /** The version last acknowledged per document, and the one last asked for. */
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

    private final Map<String, Integer> attempted = new ConcurrentHashMap<>();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicInteger sequence = new AtomicInteger();
    private final List<Long> opened = Collections.synchronizedList(new ArrayList<>());
    private int lost;
    private int torn;
    private int unsound;

    private StoreKillTrial(int kills, int documents, boolean fsync, int oneIn) {
        this.kills = kills;
        this.documents = documents;
        this.fsync = fsync;
        this.oneIn = oneIn;
    }

    public static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int documents = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
        boolean fsync = arguments.length > 2 && Boolean.parseBoolean(arguments[2]);
        int oneIn = arguments.length > 3 ? Integer.parseInt(arguments[3]) : ONE_IN;
        StoreKillTrial trial = new StoreKillTrial(kills, documents, fsync, oneIn);
        trial.run();
        boolean failed = trial.lost + trial.torn + trial.unsound > 0;
        System.exit(failed ? 1 : 0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("store-kills");
        try {
            try (StoreProcess store = StoreProcess.embedded(folder, PORT, fsync);
                    MongoClient client = store.connect()) {
                fill(collection(client));
            }
            for (int kill = 1; kill <= kills; kill++) {
                round(folder, kill);
            }
            try (StoreProcess store = StoreProcess.embedded(folder, PORT, fsync);
                    MongoClient client = store.connect()) {
                opened.add(store.startedMillis());
                check(client);
            }
            long worst = Collections.max(opened);
            Latency latency = new Latency(
                    opened.stream().mapToLong(millis -> millis * 1_000_000).toArray());
            System.out.printf(
                    Locale.ROOT,
                    "%d kills at %d documents%s: %,d acknowledged writes, %d lost, %d documents torn, %d checks"
                            + " unsound; reopened in %.0f ms at the median, %d ms at worst%n",
                    kills,
                    documents,
                    fsync ? " with fsync" : "",
                    writes.get(),
                    lost,
                    torn,
                    unsound,
                    latency.millis(0.5),
                    worst);
        } finally {
            delete(folder);
        }
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("kills").getCollection("things");
    }

    private void fill(MongoCollection<Document> things) {
        things.createIndex(new Document("scope", 1).append("_id", -1));
        things.createIndex(new Document("tag", 1));
        things.createIndex(new Document("scope", 1).append("version", 1));
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            String id = nextId();
            acknowledged.put(id, 1);
            batch.add(thing(id, 1));
            if (batch.size() == 1_000 || i == documents - 1) {
                things.insertMany(batch);
                batch.clear();
            }
        }
    }

    private String nextId() {
        return String.format(Locale.ROOT, "thing-%09d", sequence.incrementAndGet());
    }

    private static Document thing(String id, int version) {
        return new Document("_id", id)
                .append("version", version)
                .append("scope", List.of("all", "group-" + Math.floorMod(id.hashCode(), 100)))
                .append("tag", Math.floorMod(id.hashCode() * 31 + version, 1_000))
                .append("filling", filling(version));
    }

    private static String filling(int version) {
        return ("v" + version + ".").repeat(40);
    }

    private void round(Path folder, int kill) throws Exception {
        try (StoreProcess store = StoreProcess.embedded(folder, PORT, fsync);
                MongoClient client = store.connect()) {
            if (kill > 1) {
                opened.add(store.startedMillis());
                check(client);
            }
            AtomicBoolean running = new AtomicBoolean(true);
            ExecutorService executor = Executors.newFixedThreadPool(WRITERS + 1);
            List<List<String>> shares = shares();
            for (int i = 0; i < WRITERS; i++) {
                List<String> share = shares.get(i);
                executor.execute(() -> write(collection(client), share, running));
            }
            executor.execute(() -> buildIndexes(collection(client), running));
            TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(1_800));
            store.kill();
            running.set(false);
            executor.shutdown();
            if (!executor.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("writers do not end");
            }
        }
        if (kill % 10 == 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%d kills, %,d acknowledged writes, %d lost, %d torn, %d unsound, last reopened in %d ms%n",
                    kill,
                    writes.get(),
                    lost,
                    torn,
                    unsound,
                    opened.isEmpty() ? 0 : opened.getLast());
        }
    }

    /** Documents change hands only between kills, so that each has one writer at a time. */
    private List<List<String>> shares() {
        List<List<String>> shares = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            shares.add(new ArrayList<>());
        }
        int next = 0;
        for (Map.Entry<String, Integer> entry : acknowledged.entrySet()) {
            if (entry.getValue() != DELETED) {
                shares.get(next++ % WRITERS).add(entry.getKey());
            }
        }
        return shares;
    }

    private void write(MongoCollection<Document> things, List<String> mine, AtomicBoolean running) {
        Random choice = new Random();
        try {
            while (running.get()) {
                int kind = choice.nextInt(10);
                if (choice.nextInt(oneIn) == 0) {
                    insertMany(things, mine);
                } else if (kind < 3 || mine.isEmpty()) {
                    insert(things, mine);
                } else if (kind < 7) {
                    update(things, mine.get(choice.nextInt(mine.size())));
                } else {
                    delete(things, mine, choice.nextInt(mine.size()));
                }
                writes.incrementAndGet();
            }
        } catch (MongoException e) {
            // The store is gone; what was asked last may or may not have happened.
            running.set(false);
        }
    }

    private void insert(MongoCollection<Document> things, List<String> mine) {
        String id = nextId();
        attempted.put(id, 1);
        things.insertOne(thing(id, 1));
        acknowledged.put(id, 1);
        mine.add(id);
    }

    private void insertMany(MongoCollection<Document> things, List<String> mine) {
        List<String> ids = new ArrayList<>();
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < TOGETHER; i++) {
            String id = nextId();
            ids.add(id);
            documents.add(thing(id, 1));
            attempted.put(id, 1);
        }
        things.insertMany(documents);
        ids.forEach(id -> acknowledged.put(id, 1));
        mine.addAll(ids);
    }

    private void update(MongoCollection<Document> things, String id) {
        int version = Objects.requireNonNull(acknowledged.get(id));
        Document next = thing(id, version + 1);
        attempted.put(id, version + 1);
        long modified = things.updateOne(
                        new Document("_id", id).append("version", version), new Document("$set", without(next)))
                .getModifiedCount();
        if (modified != 1) {
            lost++;
            System.out.println("version " + version + " of " + id + " was not there to change");
        }
        acknowledged.put(id, version + 1);
    }

    private static Document without(Document document) {
        Document result = new Document(document);
        result.remove("_id");
        return result;
    }

    private void delete(MongoCollection<Document> things, List<String> mine, int position) {
        String id = mine.get(position);
        mine.set(position, mine.getLast());
        mine.removeLast();
        attempted.put(id, DELETED);
        var ignored = things.deleteOne(new Document("_id", id));
        acknowledged.put(id, DELETED);
    }

    private static void buildIndexes(MongoCollection<Document> things, AtomicBoolean running) {
        try {
            while (running.get()) {
                String name = things.createIndex(new Document("filling", 1));
                things.dropIndex(name);
            }
        } catch (MongoException e) {
            running.set(false);
        }
    }

    private void check(MongoClient client) {
        MongoDatabase database = client.getDatabase("kills");
        Document validity = database.runCommand(new Document("validate", "things"));
        if (!validity.getBoolean("valid")) {
            unsound++;
            System.out.println(validity.getList("errors", String.class));
        }
        MongoCollection<Document> things = collection(client);
        Map<String, Integer> found = new ConcurrentHashMap<>();
        for (Document thing : things.find().projection(new Document("scope", 0)).batchSize(5_000)) {
            int version = thing.getInteger("version");
            found.put(thing.getString("_id"), version);
            if (!filling(version).equals(thing.getString("filling"))) {
                torn++;
                System.out.println(thing.getString("_id") + " is torn");
            }
        }
        acknowledged.forEach((id, version) -> compare(id, version, found.get(id)));
        acknowledged.clear();
        attempted.clear();
        acknowledged.putAll(found);
        if (found.size() > documents + SAMPLE) {
            System.out.println("the collection has grown to " + found.size());
        }
    }

    private void compare(String id, int version, @Nullable Integer found) {
        Integer asked = attempted.get(id);
        boolean present = found != null && (found == version || (asked != null && found.equals(asked)));
        boolean gone = found == null && (version == DELETED || (asked != null && asked == DELETED));
        if (!present && !gone) {
            lost++;
            System.out.println(id + " was acknowledged at " + version + " and is at " + found);
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
