package io.communitycloud.resident.intake;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.common.identity.Scope;
import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.PersistenceCreator;

/** The ticket of an accepted file: how many of its rows are done, failed, and there in all. */
@AggregateRoot(collection = "imports", topic = "resident.imports.v1")
final class ImportTicket extends Aggregate {

    private final boolean dryRun;
    private final String owner;
    private final int total;
    private State state;
    private int done;
    private int failed;

    @PersistenceCreator
    ImportTicket(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            boolean dryRun,
            String owner,
            int total,
            State state) {
        super(id, area, scope, createdAt);
        this.dryRun = dryRun;
        this.owner = owner;
        this.total = total;
        this.state = state;
    }

    /**
     * Accepts a file whose rows are in the store.
     *
     * @param owner the area of the caller who brought it, which its rows may not leave
     */
    static ImportTicket accept(
            String id, String area, List<String> path, boolean dryRun, String owner, int total, Instant now) {
        ImportTicket ticket =
                new ImportTicket(id, area, path, now, dryRun, owner, total, total == 0 ? State.DONE : State.RUNNING);
        ticket.register(new ImportAccepted(id, area, dryRun, total));
        return ticket;
    }

    /** Counts rows that were worked off. */
    void progress(int doneRows, int failedRows) {
        done = doneRows;
        failed = failedRows;
        if (done + failed == total && state == State.RUNNING) {
            state = State.DONE;
            register(new ImportFinished(id(), area(), dryRun, total, done, failed));
        }
    }

    boolean dryRun() {
        return dryRun;
    }

    /** The scope of whoever brought the file: a row outside it is refused. */
    Scope ownersScope() {
        return Scope.area(owner);
    }

    int total() {
        return total;
    }

    int done() {
        return done;
    }

    int failed() {
        return failed;
    }

    State progressState() {
        return state;
    }

    @Override
    public DomainEvent state() {
        return new ImportState(id(), area(), dryRun, state, total, done, failed);
    }

    /** Where a ticket stands. */
    enum State {
        RUNNING,
        DONE
    }

    /** A file was accepted. */
    @EventType("communitycloud.resident.import-accepted.v1")
    record ImportAccepted(String importId, String area, boolean dryRun, int total) implements DomainEvent {}

    /** All rows of a file were worked off. */
    @EventType("communitycloud.resident.import-finished.v1")
    record ImportFinished(String importId, String area, boolean dryRun, int total, int done, int failed)
            implements DomainEvent {}

    /** A ticket as it is, for projections that begin anew. */
    @EventType("communitycloud.resident.import-state.v1")
    record ImportState(String importId, String area, boolean dryRun, State state, int total, int done, int failed)
            implements DomainEvent {}
}
