package io.communitycloud.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownKeysTest {

    @Test
    void forgetsNoKeyAndTakesFewOthersForKnown() {
        KnownKeys known = new KnownKeys();
        for (int i = 0; i < 100_000; i++) {
            known.add("CAB-01:assistance:" + i);
        }
        int mistaken = 0;
        for (int i = 0; i < 100_000; i++) {
            assertThat(known.mayHold("CAB-01:assistance:" + i)).isTrue();
            mistaken += known.mayHold("DPF-01:disability:" + i) ? 1 : 0;
        }
        assertThat(mistaken).isLessThan(100);
    }
}
