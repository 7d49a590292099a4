package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** Looks into the store of a running platform behind the services' backs, to see what they really keep. */
final class StoreView implements AutoCloseable {

    private final MongoClient store;

    private StoreView(MongoClient store) {
        this.store = store;
    }

    static StoreView of(LivePlatform platform) throws Exception {
        return new StoreView(MongoClients.create("mongodb://127.0.0.1:" + platform.port("store")));
    }

    /** The residents of some households as the resident service keeps them. */
    Set<String> residentsOf(List<String> households) {
        return ids(store.getDatabase("resident").getCollection("residents"), "household", households);
    }

    /** The residents of some households as the notice service projects them, each after one event. */
    Set<String> projectedResidentsOf(List<String> households) {
        MongoCollection<Document> members = store.getDatabase("notice").getCollection("members");
        members.find(new Document("household", new Document("$in", households)))
                .forEach(member -> assertThat(member.getLong("seen")).isEqualTo(1));
        return ids(members, "household", households);
    }

    /** Those of some households that the notice service knows. */
    Set<String> projectedHouseholds(List<String> households) {
        return ids(store.getDatabase("notice").getCollection("households"), "_id", households);
    }

    private static Set<String> ids(MongoCollection<Document> collection, String field, List<String> values) {
        Set<String> ids = new HashSet<>();
        collection
                .find(new Document(field, new Document("$in", values)))
                .forEach(found -> ids.add(found.getString("_id")));
        return ids;
    }

    @Override
    public void close() {
        store.close();
    }
}
