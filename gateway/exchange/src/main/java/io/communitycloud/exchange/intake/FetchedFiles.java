package io.communitycloud.exchange.intake;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.communitycloud.exchange.intake.RemoteFiles.Found;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** Which files were fetched already, so that a folder is not read whole at each look. */
@Repository
class FetchedFiles {

    private final MongoTemplate mongo;

    FetchedFiles(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    boolean knows(String system, Found file) {
        return files().find(eq("_id", id(system, file))).first() != null;
    }

    void keep(String system, Found file, String ticket) {
        files().updateOne(eq("_id", id(system, file)), Updates.set("ticket", ticket), new UpdateOptions().upsert(true));
    }

    private static String id(String system, Found file) {
        return system + ":" + file.name() + ":" + file.stamp();
    }

    private MongoCollection<Document> files() {
        return mongo.getCollection("fetched_files");
    }
}
