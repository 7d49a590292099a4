package io.communitycloud.exchange.intake;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * The ticket of an accepted file or push: how many of its rows are done, failed, and there in all.
 *
 * <p>It belongs to the city and to the system's bureau. It counts and never says what was in it.
 */
@AggregateRoot(collection = "intake_tickets", topic = "gateway.intake-tickets.v1")
final class IntakeTicket extends Aggregate {

    private final String system;
    private final String bureau;
    private final String what;
    private final int total;
    private State state;
    private int done;
    private int failed;
    private int noted;
    private @Nullable String reason;
    private @Nullable Instant closedAt;

    /** Where a ticket stands. */
    enum State {
        RUNNING,
        /** Every row came to its end; some may have failed. */
        DONE,
        /** The file as a whole was not taken; the one before stays in force. */
        REFUSED
    }

    @PersistenceCreator
    IntakeTicket(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String system,
            String bureau,
            String what,
            int total,
            State state) {
        super(id, area, scope, createdAt);
        this.system = system;
        this.bureau = bureau;
        this.what = what;
        this.total = total;
        this.state = state;
    }

    /**
     * Accepts a file or push whose rows are in the store.
     *
     * @param city the area above all
     * @param what the sender's name of it
     * @param total its rows, good and bad
     */
    static IntakeTicket accept(
            String id, String city, String system, String bureau, String what, int total, Instant now) {
        IntakeTicket ticket = new IntakeTicket(
                id, city, List.of(city, "bureau:" + bureau), now, system, bureau, what, total, State.RUNNING);
        ticket.register(new IntakeAccepted(id, system, bureau, total));
        return ticket;
    }

    /** Counts rows that came to their end. */
    void progress(int doneRows, int failedRows, int notedCells, Instant now) {
        done = doneRows;
        failed = failedRows;
        noted = notedCells;
        if (state == State.RUNNING && done + failed >= total) {
            close(State.DONE, null, now);
        }
    }

    /** Says that the file as a whole is not taken. */
    void refuse(String code, int notedCells, Instant now) {
        if (state == State.RUNNING) {
            failed = total;
            noted = notedCells;
            close(State.REFUSED, code, now);
        }
    }

    private void close(State end, @Nullable String why, Instant now) {
        state = end;
        reason = why;
        closedAt = now;
        register(new IntakeFinished(id(), system, bureau, end, total, done, failed));
    }

    String system() {
        return system;
    }

    String bureau() {
        return bureau;
    }

    String what() {
        return what;
    }

    State progressState() {
        return state;
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

    /** How many cells were put right or may have lost something. */
    int noted() {
        return noted;
    }

    /** Why it was refused. */
    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    @Override
    public DomainEvent state() {
        return new IntakeState(id(), system, bureau, state, total, done, failed);
    }

    /** A file or push was accepted. */
    @EventType("communitycloud.gateway.intake-accepted.v1")
    record IntakeAccepted(String ticketId, String system, String bureau, int total) implements DomainEvent {}

    /** All rows of it came to their end. */
    @EventType("communitycloud.gateway.intake-finished.v1")
    record IntakeFinished(String ticketId, String system, String bureau, State state, int total, int done, int failed)
            implements DomainEvent {}

    /** A ticket as it is, for projections that begin anew. */
    @EventType("communitycloud.gateway.intake-state.v1")
    record IntakeState(String ticketId, String system, String bureau, State state, int total, int done, int failed)
            implements DomainEvent {}
}
