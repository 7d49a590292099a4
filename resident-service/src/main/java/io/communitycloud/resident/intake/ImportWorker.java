package io.communitycloud.resident.intake;

import io.communitycloud.common.events.relay.Lease;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.resident.intake.ImportRow.RowError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    ImportWorker(ImportTickets tickets, ImportRows rows, TakingInResidents takingIn, MongoTemplate mongo, Clock clock) {
        this.tickets = tickets;
        this.rows = rows;
        this.takingIn = takingIn;
        this.lease = new Lease("imports", UUID.randomUUID().toString(), LEASE, mongo, clock);
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

    /** Works off the next rows of the file that has waited longest; false where none waits. */
    boolean workOffOneBatch() throws InterruptedException, ExecutionException {
        Optional<ImportTicket> next = tickets.next();
        if (next.isEmpty()) {
            return false;
        }
        ImportTicket ticket = next.get();
        List<ImportRow> batch = rows.waiting(ticket.id(), BATCH);
        rows.settle(ticket.id(), workOff(ticket, batch));
        int done = rows.count(ticket.id(), "DONE");
        int failed = rows.count(ticket.id(), "FAILED");
        tickets.act(ticket.id(), found -> found.progress(done, failed));
        return true;
    }

    private Map<Integer, List<RowError>> workOff(ImportTicket ticket, List<ImportRow> batch)
            throws InterruptedException, ExecutionException {
        Map<Integer, List<ImportRow>> lanes = new HashMap<>();
        for (ImportRow row : batch) {
            int lane = Math.floorMod(row.cell("dwellingId").hashCode(), LANES);
            lanes.computeIfAbsent(lane, key -> new ArrayList<>()).add(row);
        }
        Scope scope = ticket.ownersScope();
        Map<Integer, List<RowError>> outcomes = new ConcurrentHashMap<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (List<ImportRow> lane : lanes.values()) {
                running.add(workers.submit(() -> lane.forEach(row -> takingIn.takeIn(row, scope, ticket.dryRun())
                        .ifPresent(errors -> outcomes.put(row.number(), errors)))));
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
