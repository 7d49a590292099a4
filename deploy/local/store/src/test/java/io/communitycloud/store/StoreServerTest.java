package io.communitycloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreServerTest {

    @TempDir
    private Path folder;

    @Test
    void keepsDocumentsOverARestart() {
        try (StoreServer server = StoreServer.start(folder, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            client.getDatabase("resident").getCollection("residents").insertOne(new Document("_id", "r-1"));
        }
        try (StoreServer server = StoreServer.start(folder, 0);
                MongoClient client = MongoClients.create(server.uri())) {
            assertThat(client.getDatabase("resident").getCollection("residents").countDocuments())
                    .isOne();
        }
    }
}
