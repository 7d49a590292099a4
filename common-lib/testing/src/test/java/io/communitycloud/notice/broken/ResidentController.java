package io.communitycloud.notice.broken;

import java.time.Clock;
import java.time.Instant;
import org.springframework.http.ResponseEntity;

/** Breaks nothing: shows that the rules let through what they should. */
final class ResidentController {

    private final Clock clock;

    ResidentController(Clock clock) {
        this.clock = clock;
    }

    ResponseEntity<Instant> time() {
        return ResponseEntity.ok(Instant.now(clock));
    }
}
