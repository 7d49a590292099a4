package io.communitycloud.resource;

import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import java.time.Duration;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The city's reserve of hospitals and shelters, which the service takes in once it knows the areas. */
public final class Reserve {

    /** The last one of the lists it comes from. */
    private static final Document LAST = new Document("_id", "FC-0151-1");

    private Reserve() {}

    /** Tells the areas and waits until the whole reserve is there. */
    public static void takenIn(AreaTree areas, MongoTemplate mongo) {
        Api.knowAreas(areas);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> mongo.getCollection("facilities").countDocuments(LAST) == 1);
    }
}
