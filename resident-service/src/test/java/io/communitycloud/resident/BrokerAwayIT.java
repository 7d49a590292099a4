package io.communitycloud.resident;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.platform.PlatformTest;
import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.RunningService;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Writes and masked reads go on without the broker; a look in clear, which could not be recorded, does not. */
@PlatformTest(broker = false)
class BrokerAwayIT extends RunningService {

    @Test
    void showsNothingInClearThatCannotBeRecorded() {
        String path = "/residents/" + registered(COMMITTEE).id();

        Answer refused = worker(COMMITTEE).get(path, "X-Purpose", "care").refusedAs(503, "unavailable");

        assertThat(refused.json().path("retriable").asBoolean()).isTrue();
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(worker(COMMITTEE).get(path).ok().text("name")).isEqualTo("王*");
    }

    @Test
    void keepsTheEventsUntilTheBrokerIsBack() {
        String id = registered(COMMITTEE, somebody().in(COMMITTEE)).id();

        Document waiting = new Document("_id", id)
                .append("outbox", new Document("$size", 1))
                .append("outboxSince", new Document("$exists", true));
        assertThat(mongo.getCollection("residents").countDocuments(waiting)).isEqualTo(1);
    }
}
