package io.communitycloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Memory, time and reach are bounded, and documents leave when their time has come. */
class LimitsTest {

    private static final StoreSettings IN_MEMORY = StoreSettings.in(null);

    @Test
    void refusesASortThatTakesTooMuchMemory() {
        try (StoreServer server = StoreServer.start(IN_MEMORY.withMemoryLimit(100_000), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> things = filled(client, 500);
            assertThatThrownBy(() -> things.find().sort(new Document("n", 1)).into(new ArrayList<>()))
                    .isInstanceOfSatisfying(
                            MongoException.class, e -> assertThat(e.getCode()).isEqualTo(292));
            assertThat(things.find().sort(new Document("n", 1)).limit(10).into(new ArrayList<>()))
                    .hasSize(10);
            things.createIndex(Indexes.ascending("n"));
            assertThat(things.find().sort(new Document("n", 1)).into(new ArrayList<>()))
                    .hasSize(500);
        }
    }

    @Test
    void refusesAnAggregationThatTakesTooMuchMemory() {
        try (StoreServer server = StoreServer.start(IN_MEMORY.withMemoryLimit(100_000), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> things = filled(client, 500);
            assertThatThrownBy(() -> things.aggregate(List.of(new Document("$addFields", new Document("x", 1))))
                            .into(new ArrayList<>()))
                    .isInstanceOfSatisfying(
                            MongoException.class, e -> assertThat(e.getCode()).isEqualTo(292));
        }
    }

    @Test
    void closesCursorsNobodyAsks() {
        try (StoreServer server = StoreServer.start(IN_MEMORY.withCursorTimeout(Duration.ofMillis(200)), 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> things = filled(client, 500);
            try (MongoCursor<Document> cursor = things.find().batchSize(2).iterator()) {
                cursor.next();
                await().atMost(Duration.ofSeconds(60)).until(() -> openCursors(client) == 0);
                cursor.next();
                assertThatThrownBy(cursor::next).isInstanceOf(MongoCursorNotFoundException.class);
            }
        }
    }

    private static long openCursors(MongoClient client) {
        Document status = client.getDatabase("admin").runCommand(new Document("serverStatus", 1));
        return status.getEmbedded(List.of("metrics", "cursor", "open", "total"), Long.class);
    }

    @Test
    void givesUpAScanAfterItsTime() {
        try (StoreServer server = StoreServer.start(IN_MEMORY, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> things = filled(client, 30_000);
            assertThatThrownBy(() -> things.find(new Document("nothing", 1))
                            .maxTime(1, TimeUnit.MILLISECONDS)
                            .first())
                    .isInstanceOf(MongoExecutionTimeoutException.class);
        }
    }

    @Test
    void expiresDocumentsWhenTheirTimeHasCome() {
        StoreSettings settings = IN_MEMORY.withExpiryInterval(Duration.ofMillis(100));
        try (StoreServer server = StoreServer.start(settings, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> claims = client.getDatabase("test").getCollection("claims");
            claims.createIndex(Indexes.ascending("at"), new IndexOptions().expireAfter(3600L, TimeUnit.SECONDS));
            Instant now = Instant.now();
            claims.insertOne(new Document("_id", "old").append("at", now.minusSeconds(7200)));
            claims.insertOne(new Document("_id", "young").append("at", now.minusSeconds(60)));
            claims.insertOne(new Document("_id", "undated"));
            claims.insertOne(new Document("_id", "textual").append("at", "yesterday"));
            await().atMost(Duration.ofSeconds(60)).until(() -> claims.countDocuments() == 3);
            assertThat(claims.countDocuments(new Document("_id", "old"))).isZero();
            var changed = client.getDatabase("test")
                    .runCommand(Document.parse("{collMod: 'claims', index: {name: 'at_1', expireAfterSeconds: 1}}"));
            assertThat(changed.get("expireAfterSeconds_new")).isEqualTo(1L);
            await().atMost(Duration.ofSeconds(60)).until(() -> claims.countDocuments() == 2);
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        try (StoreServer server = StoreServer.start(IN_MEMORY, 0)) {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (!address.isLoopbackAddress()) {
                        assertThat(isReachable(address, server.port())).isFalse();
                    }
                }
            }
            assertThat(isReachable(InetAddress.ofLiteral("127.0.0.1"), server.port()))
                    .isTrue();
        }
    }

    private static boolean isReachable(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static MongoCollection<Document> filled(MongoClient client, int count) {
        MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(new Document("_id", i).append("n", -i).append("filling", "x".repeat(200)));
        }
        things.insertMany(documents);
        return things;
    }
}
