package io.communitycloud.exchange.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * Work on a legacy system that goes on without its caller.
 *
 * @param operation the canonical operation, or {@code inbox} for what the system sent us
 * @param owner client and subject of whoever asked; nobody else reads it, but a bureau those of its systems
 * @param code why it failed
 * @param done of {@code total} parts; a call is one part, a file has as many as rows
 * @param deadline when a ticket that still runs is taken for lost with the process that ran it
 * @param request what is to be done, enciphered, while it waits
 * @param answer what came of it, enciphered
 */
public record Ticket(
        @Id String id,
        String systemId,
        String bureau,
        String operation,
        String owner,
        TicketState state,
        @Nullable String code,
        long done,
        long failed,
        long total,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deadline,
        @Nullable String request,
        @Nullable String answer) {

    /** A call that is under way. */
    public static Ticket running(
            String id, String systemId, String bureau, String operation, String owner, Instant now, Instant deadline) {
        return new Ticket(
                id,
                systemId,
                bureau,
                operation,
                owner,
                TicketState.RUNNING,
                null,
                0,
                0,
                1,
                now,
                now,
                deadline,
                null,
                null);
    }

    /** A call that waits for its system to open. */
    public static Ticket waiting(
            String id, String systemId, String bureau, String operation, String owner, Instant now, String request) {
        return new Ticket(
                id,
                systemId,
                bureau,
                operation,
                owner,
                TicketState.WAITING,
                null,
                0,
                0,
                1,
                now,
                now,
                null,
                request,
                null);
    }

    /** How it is: what ran in a process that died does not run any more. */
    public Ticket asOf(Instant now) {
        return state == TicketState.RUNNING && deadline != null && deadline.isBefore(now)
                ? failed("interrupted", now)
                : this;
    }

    Ticket holding(@Nullable String otherRequest, @Nullable String otherAnswer) {
        return new Ticket(
                id,
                systemId,
                bureau,
                operation,
                owner,
                state,
                code,
                done,
                failed,
                total,
                createdAt,
                updatedAt,
                deadline,
                otherRequest,
                otherAnswer);
    }

    Ticket failed(String why, Instant now) {
        return new Ticket(
                id,
                systemId,
                bureau,
                operation,
                owner,
                TicketState.FAILED,
                why,
                done,
                total - done,
                total,
                createdAt,
                now,
                deadline,
                null,
                null);
    }
}
