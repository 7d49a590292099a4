package io.communitycloud.emergency.keyperson;

import io.communitycloud.emergency.deadline.Overdue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Fires where a committee has not answered within its clock. */
@Component
class PartClock implements Overdue {

    private final KeyPersonParts parts;
    private final CountingAnswers counting;
    private final Clock clock;

    PartClock(KeyPersonParts parts, CountingAnswers counting, Clock clock) {
        this.parts = parts;
        this.counting = counting;
        this.clock = clock;
    }

    @Override
    public boolean fireOne() {
        Instant now = clock.instant();
        Optional<KeyPersonPart> first = parts.firstToWake().filter(part -> !now.isBefore(part.wakeAt()));
        first.ifPresent(part -> counting.wake(part.id(), now));
        return first.isPresent();
    }
}
