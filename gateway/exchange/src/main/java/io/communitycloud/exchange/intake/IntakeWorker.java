package io.communitycloud.exchange.intake;

import io.communitycloud.common.events.autoconfigure.EventsProperties;
import io.communitycloud.common.events.relay.Lease;
import io.communitycloud.exchange.intake.Intake.HandOver;
import io.communitycloud.exchange.intake.IntakeBatches.Batch;
import io.communitycloud.exchange.intake.Intakes.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands accepted rows over in the background, batch by batch, and goes on where a crash stopped it.
 *
 * <p>One instance works at a time, under a lease. IntakeTickets do not wait for each other but where they must: files of one
 * system are kept in their order. While an owner is away its tickets wait and are tried again, ever more seldom up to half
 * a minute.
 */
@Component
class IntakeWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int TICKETS_AT_ONCE = 50;
    private static final int BATCHES_OF_A_ROUND = 25;

    private final IntakeTickets tickets;
    private final IntakeProblems problems;
    private final IntakeBatches batches;
    private final Intakes intakes;
    private final HandingOverPersons persons;
    private final HandingOverWarnings warnings;
    private final HandingOverIncidents incidents;
    private final KeepingRecords records;
    private final IntakeSignal signal;
    private final Lease lease;
    private final Clock clock;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private volatile boolean running;

    IntakeWorker(
            IntakeTickets tickets,
            IntakeProblems problems,
            IntakeBatches batches,
            Intakes intakes,
            HandingOverPersons persons,
            HandingOverWarnings warnings,
            HandingOverIncidents incidents,
            KeepingRecords records,
            IntakeSignal signal,
            MongoTemplate mongo,
            Clock clock,
            EventsProperties events) {
        this.tickets = tickets;
        this.problems = problems;
        this.batches = batches;
        this.intakes = intakes;
        this.persons = persons;
        this.warnings = warnings;
        this.incidents = incidents;
        this.records = records;
        this.signal = signal;
        this.clock = clock;
        this.lease = new Lease("intake", events.instance(), LEASE, mongo, clock);
    }

    /** When a ticket whose owner was away is tried again; by the machine's monotonic clock. */
    private record Waiting(int attempts, long until) {}

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("intake").start(this::work);
    }

    private void work() {
        while (running) {
            try {
                if (!workOnce()) {
                    signal.await(PAUSE);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean workOnce() throws InterruptedException {
        try {
            return lease.hold() && round();
        } catch (RuntimeException failure) {
            LOG.warn("Accepted rows are handed over in a moment", failure);
            signal.await(PAUSE);
            return false;
        }
    }

    /** Hands over some batches of every ticket that can go on; false where none can. */
    private boolean round() throws InterruptedException {
        List<IntakeTicket> ready = new ArrayList<>();
        Set<String> inOrder = new HashSet<>();
        List<IntakeTicket> open = tickets.running(TICKETS_AT_ONCE);
        for (IntakeTicket ticket : open) {
            Optional<Source> source = intakes.find(ticket.system());
            boolean ordered =
                    source.filter(each -> each.intake().keep() != null).isPresent();
            boolean first = !ordered || inOrder.add(ticket.system());
            if (source.isPresent() && first && due(ticket)) {
                ready.add(ticket);
            }
        }
        waiting.keySet()
                .retainAll(new HashSet<>(open.stream().map(IntakeTicket::id).toList()));
        if (ready.isEmpty()) {
            return false;
        }
        boolean progress = false;
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> each = new ArrayList<>();
            ready.forEach(ticket -> each.add(workers.submit(() -> goOn(ticket))));
            for (Future<Boolean> done : each) {
                try {
                    progress |= done.get();
                } catch (java.util.concurrent.ExecutionException failure) {
                    LOG.warn("A ticket goes on in a moment", failure.getCause());
                }
            }
        }
        return progress;
    }

    private boolean due(IntakeTicket ticket) {
        Waiting until = waiting.get(ticket.id());
        return until == null || System.nanoTime() - until.until() >= 0;
    }

    private boolean goOn(IntakeTicket ticket) {
        Source source = intakes.find(ticket.system()).orElse(null);
        if (source == null) {
            return false;
        }
        try {
            for (int i = 0; i < BATCHES_OF_A_ROUND; i++) {
                Optional<Batch> next = batches.next(ticket.id());
                if (next.isEmpty()) {
                    finish(source, ticket);
                    return true;
                }
                handOver(source, ticket, next.get());
            }
            count(ticket);
            waiting.remove(ticket.id());
            return true;
        } catch (OwnerAway away) {
            LOG.warn("Rows of {} wait: {}", ticket.system(), away.getMessage());
            putOff(ticket);
            count(ticket);
            return false;
        } catch (RuntimeException failure) {
            LOG.warn("Rows of {} wait", ticket.system(), failure);
            putOff(ticket);
            return false;
        }
    }

    private void handOver(Source source, IntakeTicket ticket, Batch batch) {
        HandOver to = source.intake().handOver();
        HandedOver over = switch (to) {
            case null -> HandedOver.all(batch.rows().size());
            case KEY_PERSON_LISTS -> persons.handOver(source, batch);
            case WARNINGS -> warnings.handOver(source, batch);
            case INCIDENTS -> incidents.handOver(source, batch);
        };
        if (source.intake().keep() != null) {
            records.keep(source, ticket, batch, over);
        }
        problems.keep(ticket.id(), IntakeProblems.part(batch.number(), 2), over.refused());
        batches.settle(batch, over.done(), over.failed());
    }

    private void finish(Source source, IntakeTicket ticket) {
        if (source.intake().keep() != null) {
            records.adopt(source, ticket);
        }
        count(ticket);
        waiting.remove(ticket.id());
    }

    private void count(IntakeTicket ticket) {
        IntakeBatches.Count count = batches.count(ticket.id());
        tickets.act(ticket.id(), found -> found.progress(count.done(), count.failed(), count.noted(), clock.instant()));
    }

    private void putOff(IntakeTicket ticket) {
        waiting.compute(ticket.id(), (id, before) -> {
            int attempts = before == null ? 1 : before.attempts() + 1;
            Duration wait = PAUSE.multipliedBy(1L << Math.min(attempts - 1, 5));
            Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
            return new Waiting(attempts, System.nanoTime() + bounded.toNanos());
        });
    }

    @Override
    public void stop() {
        running = false;
        signal.raise();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
