package io.communitycloud.emergency.activation;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.deadline.Overdue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets the deadlines of steps fire. */
@Component
class ActivationDeadlines implements Overdue {

    private final Activations activations;
    private final Clock clock;

    ActivationDeadlines(Activations activations, Clock clock) {
        this.activations = activations;
        this.clock = clock;
    }

    @Override
    public boolean fireOne() {
        Instant now = clock.instant();
        Optional<Activation> due = activations.firstDue().filter(activation -> !now.isBefore(activation.nextDue()));
        due.ifPresent(
                activation -> activations.act(activation.id(), Scope.everything(), null, found -> found.missDue(now)));
        return due.isPresent();
    }
}
