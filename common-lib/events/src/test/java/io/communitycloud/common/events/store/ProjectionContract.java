package io.communitycloud.common.events.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.EventMeta;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a service keeps of another's aggregates, on whatever store. */
abstract class ProjectionContract {

    private final Projection<Kept> projection;

    ProjectionContract(String uri) {
        projection = new Projection<>(Kept.class, "kept", StoreUnderTest.database(uri));
    }

    /** What is kept of a lamp. */
    record Kept(String id, int brightness, String area) {}

    @Test
    void keepsWhatAnEventTells() {
        assertThat(projection.put(event(1), new Kept("L1", 3, "A"))).isTrue();

        assertThat(projection.find("L1")).contains(new Kept("L1", 3, "A"));
        assertThat(projection.find("L2")).isEmpty();
    }

    @Test
    void appliesAnEventThatComesTwiceOnce() {
        projection.put(event(1), new Kept("L1", 3, "A"));
        assertThat(projection.change(event(2), Updates.inc("brightness", 1))).isTrue();

        assertThat(projection.change(event(2), Updates.inc("brightness", 1))).isFalse();
        assertThat(projection.put(event(1), new Kept("L1", 3, "A"))).isFalse();

        assertThat(projection.find("L1")).contains(new Kept("L1", 4, "A"));
    }

    @Test
    void dropsAnEventThatComesAWeekLateBehindALaterOne() {
        projection.put(event(5), new Kept("L1", 5, "A"));

        EventMeta late =
                new EventMeta("late", "t", "topic", "L1", 4, Instant.EPOCH.plus(Duration.ofDays(7)), "c", null);
        assertThat(projection.put(late, new Kept("L1", 4, "old"))).isFalse();
        assertThat(projection.change(late, Updates.set("area", "old"))).isFalse();

        assertThat(projection.find("L1")).contains(new Kept("L1", 5, "A"));
    }

    @Test
    void takesARepublishedStateOnlyWhereItGainsByIt() {
        projection.put(event(7), new Kept("L1", 7, "A"));

        assertThat(projection.put(event(7), new Kept("L1", 0, "republished"))).isFalse();
        assertThat(projection.put(event(9), new Kept("L1", 9, "republished"))).isTrue();

        assertThat(projection.find("L1")).contains(new Kept("L1", 9, "republished"));
    }

    @Test
    void changesWhatItHasNotSeenBefore() {
        assertThat(projection.change(event(3), Updates.combine(Updates.set("brightness", 1), Updates.set("area", "B"))))
                .isTrue();

        assertThat(projection.find("L1")).contains(new Kept("L1", 1, "B"));
    }

    private static EventMeta event(long sequence) {
        return new EventMeta("e" + sequence, "t", "topic", "L1", sequence, Instant.EPOCH, "c", null);
    }
}
