package io.communitycloud.exchange.system;

import io.communitycloud.exchange.isolation.Lane;
import io.communitycloud.exchange.isolation.Lanes;
import io.communitycloud.exchange.isolation.SystemState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The lanes as metrics: a series per system and state, of which one is 1; calls under way; how long the last ones took. */
@Component
class LaneMeters {

    private final Lanes lanes;
    private final MultiGauge states;
    private final MultiGauge underWay;
    private final MultiGauge latency;

    LaneMeters(Lanes lanes, MeterRegistry meters) {
        this.lanes = lanes;
        this.states = MultiGauge.builder("exchange.legacy.state")
                .description("1 for the state a legacy system is in")
                .register(meters);
        this.underWay = MultiGauge.builder("exchange.legacy.calls.under.way")
                .description("Calls a legacy system has not answered yet")
                .register(meters);
        this.latency = MultiGauge.builder("exchange.legacy.latency")
                .description("95th percentile of a legacy system's last answers")
                .baseUnit("milliseconds")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${exchange.lanes.measure:5s}")
    void measure() {
        List<Row<?>> state = new ArrayList<>();
        List<Row<?>> calls = new ArrayList<>();
        List<Row<?>> millis = new ArrayList<>();
        for (Lane lane : lanes.all()) {
            Tags system = Tags.of("system", lane.systemId());
            SystemState now = lane.state();
            for (SystemState each : SystemState.values()) {
                state.add(Row.of(system.and("state", each.name()), each == now ? 1 : 0));
            }
            calls.add(Row.of(system, lane.callsUnderWay()));
            millis.add(Row.of(system, lane.p95()));
        }
        states.register(state, true);
        underWay.register(calls, true);
        latency.register(millis, true);
    }
}
