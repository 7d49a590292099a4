package io.communitycloud.common.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Whether every query a service asks has an index that serves it. */
public final class IndexedQueries {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private IndexedQueries() {}

    /**
     * Fails unless each query has its index; services build theirs after their start, so it waits a while.
     *
     * @param queries by collection the fields of each query in the order of its index, joined by commas: {@code scope,_id}
     */
    public static void requireServed(MongoOperations mongo, Map<String, List<String>> queries) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> queries.forEach((collection, wanted) ->
                        assertThat(of(mongo, collection)).as(collection).containsAll(wanted)));
    }

    /** The fields of each of a collection's indexes, joined by commas. */
    public static List<String> of(MongoOperations mongo, String collection) {
        List<String> found = new ArrayList<>();
        for (Document index : mongo.getCollection(collection).listIndexes()) {
            found.add(String.join(",", index.get("key", Document.class).keySet()));
        }
        return found;
    }
}
