package io.communitycloud.common.events.store;

import com.mongodb.client.model.IndexOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * The indexes that the service's queries need, made once the store answers.
 *
 * <p>A service may start before its store: what is required is remembered here and made later, and until then the service
 * is not ready.
 */
public final class Indexes {

    private final MongoTemplate mongo;
    private final List<Required> required = new CopyOnWriteArrayList<>();
    private volatile int made;

    public Indexes(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Asks for an index. Making one that exists already is free. */
    public void require(String collection, Index index) {
        required.add(new Required(collection, index));
    }

    /** Makes what is still missing; fails where the store does not answer. */
    public synchronized void make() {
        for (Required wanted : List.copyOf(required.subList(made, required.size()))) {
            Index index = wanted.index();
            mongo.getCollection(wanted.collection())
                    .createIndex(
                            index.keys(),
                            new IndexOptions().unique(index.unique()).sparse(index.sparse()));
            made++;
        }
    }

    /** Whether every required index is there. */
    public boolean complete() {
        return made == required.size();
    }

    /** All that was asked for, so that a test can list the queries with their index. */
    public List<Required> all() {
        return List.copyOf(required);
    }

    /** An index of a collection. */
    public record Required(String collection, Index index) {}
}
