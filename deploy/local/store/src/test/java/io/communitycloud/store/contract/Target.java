package io.communitycloud.store.contract;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.communitycloud.store.StoreServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/** A server the contract is tried on. */
record Target(String name, boolean embedded, MongoClient client) {

    private static final String IMAGE = "mongo:8.0";
    private static final AtomicInteger SEQUENCE = new AtomicInteger();
    private static final List<Target> ALL = open();

    /** The embedded store always, a container where Docker is present, and whatever MONGODB_URI names. */
    static List<Target> all() {
        return ALL;
    }

    private static List<Target> open() {
        List<Target> result = new ArrayList<>();
        result.add(new Target(
                "embedded", true, MongoClients.create(StoreServer.inMemory().uri())));
        @Nullable String uri = System.getenv("MONGODB_URI");
        if (uri != null && !uri.isBlank()) {
            result.add(new Target("MONGODB_URI", false, MongoClients.create(uri)));
        } else if (isDockerPresent()) {
            MongoDBContainer container = new MongoDBContainer(IMAGE);
            container.start();
            result.add(new Target(IMAGE, false, MongoClients.create(container.getConnectionString())));
        }
        return List.copyOf(result);
    }

    private static boolean isDockerPresent() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            return false;
        }
    }

    MongoDatabase database() {
        return client.getDatabase("contract");
    }

    /** A collection nobody else uses. */
    MongoCollection<Document> collection() {
        return database().getCollection("rows" + SEQUENCE.incrementAndGet());
    }
}
