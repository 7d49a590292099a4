package io.communitycloud.exchange.intake;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** Which events of other systems have become which incidents: an event that is pushed for months is reported once. */
@Repository
class ReportedEvents {

    private final MongoTemplate mongo;

    ReportedEvents(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    boolean include(String system, String number) {
        return events().find(eq("_id", id(system, number))).first() != null;
    }

    void keep(String system, String number, String incident) {
        events().updateOne(
                        eq("_id", id(system, number)),
                        Updates.setOnInsert("incident", incident),
                        new UpdateOptions().upsert(true));
    }

    private static String id(String system, String number) {
        return system + ":" + number;
    }

    private MongoCollection<Document> events() {
        return mongo.getCollection("reported_events");
    }
}
