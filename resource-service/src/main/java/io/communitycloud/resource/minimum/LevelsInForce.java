package io.communitycloud.resource.minimum;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Sorts;
import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Projection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The response levels of the city's regions. */
@Repository
class LevelsInForce {

    private static final String COLLECTION = "response_levels";

    private final Projection<LevelInForce> levels;
    private final MongoTemplate mongo;

    LevelsInForce(MongoTemplate mongo, Indexes indexes) {
        this.levels = new Projection<>(LevelInForce.class, COLLECTION, mongo);
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("region"));
    }

    void put(EventMeta event, LevelInForce level) {
        levels.put(event, level);
    }

    /** The levels of these regions. */
    List<LevelInForce> of(List<String> regions) {
        return levels.documents()
                .find(in("region", regions))
                .sort(Sorts.ascending("region", "_id"))
                .map(document -> mongo.getConverter().read(LevelInForce.class, document))
                .into(new ArrayList<>());
    }
}
