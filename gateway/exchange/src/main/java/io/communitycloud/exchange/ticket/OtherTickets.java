package io.communitycloud.exchange.ticket;

import io.communitycloud.common.identity.Caller;
import java.util.Locale;
import java.util.Optional;

/** Tickets that are kept elsewhere and found at the same address. */
public interface OtherTickets {

    /** A ticket the caller may see. */
    Optional<TicketView> find(String systemId, String ticketId, Caller caller, Locale language);
}
