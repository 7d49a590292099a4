package io.communitycloud.bench.store;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Fills the disk under the store, empties it again and kills the store.
 *
 * <p>Writes must be refused while there is no room, reads go on, writes be taken as soon as there is room, and whatever
 * was acknowledged must be there afterwards. Usage: {@code StoreFullTrial <folder on a small file system of its own>}.
 */
public final class StoreFullTrial {

    private static final int PORT = 28_802;
    private static final int OUT_OF_DISK_SPACE = 14_031;
    private static final int WRITERS = 8;
    private static final int ELSEWHERE = 80 << 20;
    private static final int DISTRICT = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Path filler;

    /** Somebody else's data, which will be deleted. */
    private final Path elsewhere;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    private StoreFullTrial(Path folder) {
        this.folder = folder.resolve("data");
        this.filler = folder.resolve("filler");
        this.elsewhere = folder.resolve("elsewhere");
    }

    public static void main(String[] arguments) throws Exception {
        boolean sound = new StoreFullTrial(Path.of(arguments[0])).run();
        System.exit(sound ? 0 : 1);
    }

    private boolean run() throws Exception {
        Files.write(elsewhere, new byte[ELSEWHERE]);
        try (StoreProcess store = StoreProcess.embedded(folder, PORT, false);
                MongoClient client = store.connect()) {
            MongoCollection<Document> residents = collection(client);
            Residents.INDEXES.forEach(residents::createIndex);
            writeUntilRefused(residents);
            System.out.printf(Locale.ROOT, "%,d acknowledged when the first was refused%n", acknowledged.size());
            fill();
            boolean refused = isRefused(residents);
            boolean read = residents
                            .find(new Document("_id", acknowledged.iterator().next()))
                            .first()
                    != null;
            System.out.printf("not a byte left: refused %s, reads go on %s%n", refused, read);
            Files.delete(filler);
            Files.delete(elsewhere);
            boolean taken = isTakenSoon(residents);
            System.out.printf("room again: taken %s%n", taken);
            store.kill();
            if (!refused || !read || !taken) {
                return false;
            }
        }
        return isWhole();
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("full").getCollection("residents");
    }

    private void writeUntilRefused(MongoCollection<Document> residents) {
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    boolean taken;
                    do {
                        taken = insert(residents);
                    } while (taken);
                }))
                .toList();
        writers.forEach(CompletableFuture::join);
    }

    /** Whether a new document was taken; only for want of room may it not be. */
    private boolean insert(MongoCollection<Document> residents) {
        int number = next.getAndIncrement();
        try {
            var ignored = residents.insertOne(Residents.resident(number, DISTRICT));
            acknowledged.add(Residents.id(number));
            return true;
        } catch (MongoException e) {
            if (e.getCode() != OUT_OF_DISK_SPACE) {
                throw e;
            }
            return false;
        }
    }

    private boolean isRefused(MongoCollection<Document> residents) {
        return !insert(residents);
    }

    private boolean isTakenSoon(MongoCollection<Document> residents) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (insert(residents)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private void fill() {
        byte[] bytes = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            System.out.println("filled: " + e.getMessage());
        }
    }

    private boolean isWhole() {
        try (StoreProcess store = StoreProcess.embedded(folder, PORT, false);
                MongoClient client = store.connect()) {
            MongoCollection<Document> residents = collection(client);
            int found = 0;
            for (Document resident : residents.find().projection(new Document("_id", 1))) {
                if (acknowledged.contains(resident.getString("_id"))) {
                    found++;
                }
            }
            Document validity = client.getDatabase("full").runCommand(new Document("validate", "residents"));
            System.out.printf(
                    Locale.ROOT,
                    "killed and reopened: %,d of %,d acknowledged are there, checker clean %s%n",
                    found,
                    acknowledged.size(),
                    validity.getBoolean("valid"));
            return found == acknowledged.size() && validity.getBoolean("valid");
        }
    }
}
