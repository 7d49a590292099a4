package io.communitycloud.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagTest {

    @Test
    void addsUpPartitionsAndPassesOverThoseNotReadYet() {
        assertThat(Lag.sum("""
                # TYPE kafka_consumer_fetch_manager_records_lag gauge
                kafka_consumer_fetch_manager_records_lag{partition="0"} 3.0
                kafka_consumer_fetch_manager_records_lag{partition="1"} 4.0
                kafka_consumer_fetch_manager_records_lag{partition="2"} NaN
                kafka_consumer_fetch_manager_records_lag_max{client_id="x"} 9.0
                """)).contains(7L);
    }

    @Test
    void isUnknownForWhoConsumesNothing() {
        assertThat(Lag.sum("jvm_memory_used_bytes 1.0")).isEmpty();
    }
}
