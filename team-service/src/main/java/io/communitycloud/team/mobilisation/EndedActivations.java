package io.communitycloud.team.mobilisation;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * Which activations, or steps of them, are over: what is over calls nobody any more, in whatever order it is told.
 *
 * <p>Both facts only ever become true, so telling them twice is telling them once.
 */
@Repository
class EndedActivations {

    private static final String ALL = "*";

    private final MongoTemplate mongo;

    EndedActivations(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    void ended(String activation) {
        over(activation, ALL);
    }

    void stepOver(String activation, String step) {
        over(activation, step);
    }

    boolean isOver(String activation, String step) {
        Document found = activations().find(eq("_id", activation)).first();
        if (found == null) {
            return false;
        }
        List<String> over = found.getList("over", String.class, List.of());
        return over.contains(ALL) || over.contains(step);
    }

    private void over(String activation, String step) {
        Bson addition = Updates.addToSet("over", step);
        activations().updateOne(eq("_id", activation), addition, new UpdateOptions().upsert(true));
    }

    private MongoCollection<Document> activations() {
        return mongo.getCollection("ended_activations");
    }
}
