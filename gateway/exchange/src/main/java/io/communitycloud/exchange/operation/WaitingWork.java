package io.communitycloud.exchange.operation;

import io.communitycloud.exchange.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is done at its time without anybody asking. */
@Component
class WaitingWork {

    private static final Duration TICKETS_KEPT_FOR = Duration.ofDays(30);

    private final Operating operating;
    private final LastGood lastGood;
    private final Tickets tickets;
    private final Clock clock;

    WaitingWork(Operating operating, LastGood lastGood, Tickets tickets, Clock clock) {
        this.operating = operating;
        this.lastGood = lastGood;
        this.tickets = tickets;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${exchange.tickets.look:5s}")
    void resume() {
        operating.resume();
    }

    @Scheduled(fixedDelayString = "10s")
    void learn() {
        lastGood.learn();
    }

    @Scheduled(fixedDelayString = "1h", initialDelayString = "10m")
    void forget() {
        Instant now = clock.instant();
        lastGood.forgetOld(now);
        tickets.forgetBefore(now.minus(TICKETS_KEPT_FOR));
    }
}
