package io.communitycloud.edge.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/overview}. */
@RestController
class OverviewController {

    private final Overview overview;
    private final Clock clock;

    OverviewController(Overview overview, Clock clock) {
        this.overview = overview;
        this.clock = clock;
    }

    @GetMapping("/api/v1/overview")
    OverviewView readOverview() {
        Instant now = clock.instant();
        return new OverviewView(overview.parts().stream()
                .map(part -> new PartView(
                        part.name(),
                        part.state().toString(),
                        part.instances(),
                        part.breaker(),
                        part.observedAt(),
                        Duration.between(part.observedAt(), now).toSeconds()))
                .toList());
    }

    record OverviewView(List<PartView> parts) {}

    record PartView(String name, String state, int instances, String breaker, Instant observedAt, long ageSeconds) {}
}
