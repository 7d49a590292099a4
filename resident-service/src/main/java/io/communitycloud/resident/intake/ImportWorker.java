package io.communitycloud.resident.intake;

import io.communitycloud.common.events.relay.Lease;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.resident.intake.ImportRow.RowError;
import io.communitycloud.resident.intake.ImportRows.WaitingRow;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Works accepted files off in the background, one at a time, and goes on where a crash stopped it.
 *
 * <p>Rows of one dwelling stay in one lane, so that they do not wait for each other's claims.
 */
@Component
class ImportWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
    private static final int BATCH = 400;
    private static final int LANES = 8;
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final ImportTickets tickets;
    private final ImportRows rows;
    private final TakingInResidents takingIn;
    private final Lease lease;
    private final Semaphore accepted = new Semaphore(0);
    private volatile boolean running;

    ImportWorker(
            ImportTickets tickets,
            ImportRows rows,
            TakingInResidents takingIn,
            MongoTemplate mongo,
            Clock clock,
            @Value("${cloud.events.instance:0}") String instance) {
        this.tickets = tickets;
        this.rows = rows;
        this.takingIn = takingIn;
        this.lease = new Lease("imports", instance, LEASE, mongo, clock);
    }

    /** Says that a file was accepted. */
    void wake() {
        accepted.release();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("imports").start(this::work);
    }

    private void work() {
        while (running) {
            try {
                if (!lease.hold() || !workOffOneBatch()) {
                    boolean woken = accepted.tryAcquire(1, TimeUnit.SECONDS);
                    LOG.trace("looking for files again, {}", woken ? "woken" : "by the clock");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | ExecutionException failure) {
                LOG.warn("The import goes on in a moment", failure);
                try {
                    Thread.sleep(Duration.ofSeconds(1));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /**
     * Works off the next rows of the file that has waited longest.
     *
     * @return false where none waits, or all that wait must wait for another writer
     */
    boolean workOffOneBatch() throws InterruptedException, ExecutionException {
        Optional<ImportTicket> next = tickets.next();
        if (next.isEmpty()) {
            return false;
        }
        ImportTicket ticket = next.get();
        Map<Integer, List<RowError>> outcomes = workOff(ticket, rows.waiting(ticket.id(), BATCH));
        rows.settle(ticket.id(), outcomes);
        int done = rows.count(ticket.id(), "DONE");
        int failed = rows.count(ticket.id(), "FAILED");
        if (done + failed > ticket.done() + ticket.failed()) {
            tickets.act(ticket.id(), found -> found.progress(done, failed));
        }
        return !outcomes.isEmpty();
    }

    private Map<Integer, List<RowError>> workOff(ImportTicket ticket, List<WaitingRow> batch)
            throws InterruptedException, ExecutionException {
        Map<Integer, List<WaitingRow>> lanes = new HashMap<>();
        for (WaitingRow waiting : batch) {
            int lane = Math.floorMod(waiting.row().cell("dwellingId").hashCode(), LANES);
            lanes.computeIfAbsent(lane, key -> new ArrayList<>()).add(waiting);
        }
        Scope scope = ticket.ownersScope();
        Map<Integer, List<RowError>> outcomes = new ConcurrentHashMap<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (List<WaitingRow> lane : lanes.values()) {
                running.add(workers.submit(() ->
                        lane.forEach(waiting -> takingIn.takeIn(waiting, scope, ticket.dryRun())
                                .ifPresent(errors -> outcomes.put(waiting.row().number(), errors)))));
            }
            for (Future<?> lane : running) {
                lane.get();
            }
        }
        return outcomes;
    }

    @Override
    public void stop() {
        running = false;
        accepted.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
