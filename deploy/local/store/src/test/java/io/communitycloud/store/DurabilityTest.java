package io.communitycloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import io.communitycloud.store.inspection.Repair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged stays, whatever happens to the process, its log or its disk. */
class DurabilityTest {

    @TempDir
    private Path folder;

    @Test
    void keepsWhatWasAcknowledgedWhenTheProcessDies() throws IOException {
        Path copy = folder.resolve("copy");
        try (StoreServer server = StoreServer.start(slowCheckpoints(folder.resolve("live")), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> things = things(client);
            things.createIndex(Indexes.ascending("group"));
            for (int i = 0; i < 500; i++) {
                things.insertOne(new Document("_id", i).append("group", i % 7));
            }
            things.updateMany(new Document("group", 3), new Document("$set", new Document("group", 99)));
            things.deleteMany(new Document("group", 4));
            // What a killed process leaves behind is what lies in its folder now.
            copy(folder.resolve("live"), copy);
        }
        try (StoreServer server = StoreServer.start(copy, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> things = things(client);
            assertThat(things.countDocuments()).isEqualTo(429);
            assertThat(things.countDocuments(new Document("group", 99))).isEqualTo(71);
            assertThat(things.countDocuments(new Document("group", 3))).isZero();
            assertThat(validity(client).getBoolean("valid")).isTrue();
        }
    }

    @Test
    void keepsCollectionsAndIndexesThatOnlyTheLogKnows() throws IOException {
        Path copy = folder.resolve("copy");
        try (StoreServer server = StoreServer.start(slowCheckpoints(folder.resolve("live")), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            things(client).insertOne(new Document("_id", 1).append("tags", List.of("a", "b")));
            things(client).createIndex(Indexes.ascending("tags"));
            things(client).createIndex(Indexes.ascending("gone"));
            things(client).dropIndex("gone_1");
            client.getDatabase("test").getCollection("dropped").insertOne(new Document());
            client.getDatabase("test").getCollection("dropped").drop();
            client.getDatabase("test").getCollection("old").insertOne(new Document("_id", 7));
            client.getDatabase("test").getCollection("old").renameCollection(new MongoNamespace("test.renamed"));
            copy(folder.resolve("live"), copy);
        }
        try (StoreServer server = StoreServer.start(copy, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(client.getDatabase("test").listCollectionNames().into(new ArrayList<>()))
                    .containsExactly("renamed", "things");
            assertThat(things(client).listIndexes().into(new ArrayList<>())).hasSize(2);
            assertThat(things(client).countDocuments(new Document("tags", "b"))).isOne();
            assertThat(client.getDatabase("test").getCollection("renamed").countDocuments())
                    .isOne();
        }
    }

    @Test
    void cutsADamagedEndOffTheLogAndNothingElse() throws IOException {
        Path copy = folder.resolve("copy");
        try (StoreServer server = StoreServer.start(slowCheckpoints(folder.resolve("live")), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            for (int i = 0; i < 100; i++) {
                things(client).insertOne(new Document("_id", i));
            }
            copy(folder.resolve("live"), copy);
        }
        Path log = lastLog(copy);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 3);
        }
        Files.write(log, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        try (StoreServer server = StoreServer.start(copy, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(things(client).countDocuments()).isEqualTo(99);
            things(client).insertOne(new Document("_id", 99));
        }
        try (StoreServer server = StoreServer.start(copy, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(things(client).countDocuments()).isEqualTo(100);
        }
    }

    @Test
    void keepsManyDocumentsAndTheirIndexesWhenTheProcessDies() throws IOException {
        Path copy = folder.resolve("copy");
        try (StoreServer server = StoreServer.start(slowCheckpoints(folder.resolve("live")), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> things = things(client);
            things.createIndex(Indexes.ascending("tags"));
            things.createIndex(Indexes.descending("group"));
            things.insertMany(tagged(0, 12_000));
            client.getDatabase("admin").runCommand(new Document("fsync", 1));
            things.insertMany(tagged(12_000, 13_000));
            things.updateMany(new Document("group", 3), new Document("$set", new Document("tags", List.of("new"))));
            things.deleteMany(new Document("group", 4));
            copy(folder.resolve("live"), copy);
        }
        try (StoreServer server = StoreServer.start(copy, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> things = things(client);
            assertThat(things.countDocuments()).isEqualTo(12_870);
            assertThat(things.countDocuments(new Document("tags", "new"))).isEqualTo(130);
            assertThat(things.countDocuments(new Document("tags", "tag 7"))).isEqualTo(12_870 - 130);
            assertThat(validity(client).getBoolean("valid")).isTrue();
        }
    }

    private static List<Document> tagged(int from, int to) {
        List<Document> result = new ArrayList<>();
        for (int i = from; i < to; i++) {
            result.add(new Document("_id", i).append("group", i % 100).append("tags", List.of("tag 7", "own " + i)));
        }
        return result;
    }

    @Test
    void buildsAnIndexAnewWhoseFileIsGone() throws IOException {
        try (StoreServer server = StoreServer.start(folder, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            things(client).createIndex(Indexes.ascending("tags"));
            things(client).insertMany(tagged(0, 12_000));
        }
        List<Path> runs;
        try (Stream<Path> files = Files.list(folder)) {
            runs = files.filter(file -> file.toString().endsWith(".run")).toList();
        }
        assertThat(runs).isNotEmpty();
        Files.delete(runs.getFirst());
        try (StoreServer server = StoreServer.start(folder, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(things(client).countDocuments(new Document("tags", "tag 7")))
                    .isEqualTo(12_000);
            assertThat(validity(client).getBoolean("valid")).isTrue();
        }
    }

    @Test
    void forbidsTwoServersOnOneFolder() {
        try (StoreServer first = StoreServer.start(folder, 0)) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> StoreServer.start(folder, 0)).isInstanceOf(StoreInUse.class);
        }
        try (StoreServer again = StoreServer.start(folder, 0)) {
            assertThat(again.port()).isPositive();
        }
    }

    @Test
    void refusesWritesWhileTheDiskIsFullAndTakesThemWhenItIsNot() {
        // A disk with less than an exabyte to spare.
        StoreSettings full = StoreSettings.in(folder).withReservedBytes(Long.MAX_VALUE);
        try (StoreServer server = StoreServer.start(folder, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            things(client).insertOne(new Document("_id", 1));
        }
        try (StoreServer server = StoreServer.start(full, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThatThrownBy(() -> things(client).insertOne(new Document("_id", 2)))
                    .isInstanceOfSatisfying(
                            MongoException.class, e -> assertThat(e.getCode()).isEqualTo(14031));
            assertThat(things(client).countDocuments()).isOne();
        }
        try (StoreServer server = StoreServer.start(folder, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            things(client).insertOne(new Document("_id", 2));
            assertThat(things(client).countDocuments()).isEqualTo(2);
        }
    }

    @Test
    void waitsForTheDiskIfAsked() {
        try (StoreServer server = StoreServer.start(StoreSettings.in(folder).withFsync(true), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            things(client).insertOne(new Document("_id", 1));
            var ignored = client.getDatabase("admin").runCommand(new Document("fsync", 1));
            things(client).insertOne(new Document("_id", 2));
        }
        try (StoreServer server = StoreServer.start(folder, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(things(client).countDocuments()).isEqualTo(2);
        }
    }

    @Test
    void repairsByCuttingTheLogAtItsDamageAndBuildingIndexesAnew() throws IOException {
        Path copy = folder.resolve("copy");
        try (StoreServer server = StoreServer.start(slowCheckpoints(folder.resolve("live")), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            things(client).createIndex(Indexes.ascending("n"));
            for (int i = 0; i < 100; i++) {
                things(client).insertOne(new Document("_id", i).append("n", -i));
            }
            copy(folder.resolve("live"), copy);
        }
        Path log = lastLog(copy);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.position(channel.size() / 2);
            var ignored = channel.write(ByteBuffer.wrap(new byte[64]));
        }
        // A later segment makes the damage one in the middle, which is never cut silently.
        Path later = copy.resolve("log-999999.wal");
        Files.createFile(later);
        assertThatThrownBy(() -> StoreServer.start(copy, 0))
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
        assertThat(Repair.repair(StoreSettings.in(copy))).isZero();
        assertThat(Repair.check(StoreSettings.in(copy))).isZero();
        try (StoreServer server = StoreServer.start(copy, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(things(client).countDocuments()).isBetween(30L, 70L);
            assertThat(validity(client).getBoolean("valid")).isTrue();
        }
    }

    private static StoreSettings slowCheckpoints(Path folder) {
        return StoreSettings.in(folder).withCheckpointInterval(Duration.ofHours(1));
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("test").getCollection("things");
    }

    private static Document validity(MongoClient client) {
        return client.getDatabase("test").runCommand(new Document("validate", "things"));
    }

    private static Path lastLog(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".wal"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (FileAlreadyExistsException e) {
                    throw new IOException(e);
                }
            }
        }
    }
}
