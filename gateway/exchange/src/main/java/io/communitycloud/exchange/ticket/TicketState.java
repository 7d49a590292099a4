package io.communitycloud.exchange.ticket;

/** How far the work of a ticket is. */
public enum TicketState {
    /** It waits for the system to open. */
    WAITING,
    RUNNING,
    DONE,
    FAILED
}
