package io.communitycloud.resource.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.web.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lot decides by itself. */
class LotTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00.123456Z");

    private final Lot lot = Lot.receive(
            "L1", "310101000000", List.of("310101000000"), "gown", "G-1", LocalDate.of(2030, 1, 1), "库", 10, "li", NOW);

    @Test
    void givesNothingThatIsSetAside() {
        lot.hold("R1", 1, 8);
        assertThat(lot.free()).isEqualTo(2);
        assertThatThrownBy(() -> lot.withdraw("use", Movement.Kind.WITHDRAWN, 3, "li", NOW))
                .isInstanceOf(Refused.class);
        assertThat(lot.hold("R2", 1, 5)).isEqualTo(2);
    }

    @Test
    void holdsOnceForAnAttemptAndGivesALaterAttemptThePlace() {
        assertThat(lot.hold("R1", 1, 8)).isEqualTo(8);
        assertThat(lot.hold("R1", 1, 3)).isEqualTo(8);
        assertThat(lot.hold("R1", 2, 3)).isEqualTo(3);
        assertThat(lot.hold("R1", 1, 8)).isZero();
        lot.letGo("R1", 1);
        assertThat(lot.held("R1")).isEqualTo(3);
        lot.letGo("R1", 2);
        assertThat(lot.free()).isEqualTo(10);
    }

    @Test
    void issuesWhatItHoldsAndNothingTwice() {
        lot.hold("R1", 1, 4);
        lot.issue("R1", "issue.R1", "li", NOW);
        lot.issue("R1", "issue.R1", "li", NOW);
        assertThat(lot.quantity()).isEqualTo(6);
        assertThat(lot.reserved()).isZero();
    }

    @Test
    void chainsItsMovements() {
        Movement first = lot.last();
        lot.withdraw("use", Movement.Kind.WITHDRAWN, 3, "li", NOW);
        Movement second = lot.last();
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(first.previousHash()).isEqualTo(Movement.GENESIS);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(second.balance()).isEqualTo(7);
        assertThat(second.rightHash()).isEqualTo(second.hash()).isNotEqualTo(first.hash());
    }
}
