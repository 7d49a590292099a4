package io.communitycloud.exchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.isolation.SystemState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** A system's state as the platform is told of it: by an event and by metrics. */
@ExchangeTest
class LegacySystemsTest {

    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");

    private final LegacySystems systems;
    private final LaneMeters meters;
    private final MeterRegistry registry;
    private final MongoTemplate mongo;

    LegacySystemsTest(
            @Autowired LegacySystems systems,
            @Autowired LaneMeters meters,
            @Autowired MeterRegistry registry,
            @Autowired MongoTemplate mongo) {
        this.systems = systems;
        this.meters = meters;
        this.registry = registry;
        this.mongo = mongo;
    }

    @Test
    void tellsEveryChangeOnce() {
        systems.keep("TST-09", "TST", SystemState.UP, AT);
        systems.keep("TST-09", "TST", SystemState.UP, AT);
        systems.keep("TST-09", "TST", SystemState.OPEN, AT);
        Document kept = mongo.getCollection("legacy_systems")
                .find(new Document("_id", "TST-09"))
                .first();
        assertThat(kept).isNotNull();
        List<Document> events = kept.getList("outbox", Document.class);
        assertThat(events).hasSize(2);
        assertThat(events.getLast().toJson())
                .contains("communitycloud.gateway.legacy-system-state-changed.v1")
                .contains("OPEN");
    }

    @Test
    void measuresEachSystemsState() {
        meters.measure();
        double states = registry.get("exchange.legacy.state").tag("system", "HMB-01").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
        assertThat(states).as("a system is in one state").isEqualTo(1);
    }
}
