package io.communitycloud.notice.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.notice.delivery.Batch.BatchAccepted;
import io.communitycloud.notice.delivery.Batch.BatchDelivered;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final Batch batch = new Batch(
            Batch.idOf("N", 7),
            "310101002001",
            List.of("310000000000", "310101002001"),
            Instant.parse("2026-11-22T02:00:00Z"),
            "N",
            7,
            "H2",
            2,
            Batch.Stage.PLANNED,
            List.of(addressee("H1"), addressee("H2")),
            Tally.NONE);

    @Test
    void givesTheListUpWhenTheDeliveriesAreThere() {
        batch.accept(6);
        assertThat(batch.addressees()).isEmpty();
        assertThat(batch.tally()).isEqualTo(Tally.queued(6));
        assertThat(batch.registeredEvents())
                .containsExactly(new BatchAccepted("N-000007", "N", null, null, "310101002001", false, 7, 2, 6));
    }

    @Test
    void tellsOnceThatItCameToRest() {
        batch.accept(6);
        batch.count(new Tally(1, 1, 4, 0, 0, 0));
        assertThat(batch.registeredEvents()).hasSize(1);
        batch.count(new Tally(0, 0, 3, 1, 1, 1));
        batch.count(new Tally(0, 0, 2, 2, 1, 1));
        assertThat(batch.registeredEvents())
                .hasSize(2)
                .last()
                .isEqualTo(new BatchDelivered("N-000007", "N", null, null, "310101002001", false, 7, 6, 4, 1, 1));
    }

    @Test
    void refusesCountsThatDoNotAddUp() {
        batch.accept(6);
        assertThatExceptionOfType(UnevenTally.class)
                .isThrownBy(() -> batch.count(new Tally(0, 0, 5, 0, 0, 0)))
                .withMessageContaining("6");
        assertThat(batch.tally().sum()).isEqualTo(batch.accepted());
    }

    @Test
    void findsItsNumberInItsId() {
        assertThat(Batch.numberOf(batch.id())).isEqualTo(7);
    }

    private static Addressee addressee(String household) {
        return new Addressee(household, "310101002001", List.of("310000000000", "310101002001"));
    }
}
