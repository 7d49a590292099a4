package io.communitycloud.exchange.ticket;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.answer.AnswerView;
import io.communitycloud.exchange.answer.OperationAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tickets over HTTP. */
@RestController
@RequestMapping("/api/v1/legacy-systems/{systemId}/tickets")
class TicketController {

    private static final String ASK_AGAIN_SECONDS = "2";

    private final Tickets tickets;
    private final ObjectProvider<AnswerView> views;
    private final JsonMapper json;

    TicketController(Tickets tickets, ObjectProvider<AnswerView> views, JsonMapper json) {
        this.tickets = tickets;
        this.views = views;
        this.json = json;
    }

    /** How far the work is, and what came of it; to whoever gave it, and of pushes to the bureau that sent them. */
    @GetMapping("/{ticketId}")
    ResponseEntity<TicketView> readLegacyTicket(
            @PathVariable String systemId, @PathVariable String ticketId, Caller caller) {
        Ticket ticket = tickets.find(ticketId)
                .filter(each -> each.systemId().equals(systemId))
                .filter(each -> isShownTo(each, caller))
                .orElseThrow(Refused::notFound);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (ticket.state() == TicketState.RUNNING || ticket.state() == TicketState.WAITING) {
            answer.header("Retry-After", ASK_AGAIN_SECONDS);
        }
        return answer.body(view(ticket, caller));
    }

    private static boolean isShownTo(Ticket ticket, Caller caller) {
        return ticket.owner().equals(caller.client())
                || (ticket.operation().equals("inbox") && ticket.bureau().equals(caller.bureau()));
    }

    private TicketView view(Ticket ticket, Caller caller) {
        String answer = ticket.answer();
        return new TicketView(
                ticket.id(),
                ticket.systemId(),
                ticket.operation(),
                ticket.state(),
                ticket.code(),
                ticket.done(),
                ticket.failed(),
                ticket.total(),
                ticket.createdAt(),
                ticket.updatedAt(),
                answer == null ? null : shown(json.readValue(answer, OperationAnswer.class), caller));
    }

    private OperationAnswer shown(OperationAnswer answer, Caller caller) {
        OperationAnswer shown = answer;
        for (AnswerView view : views) {
            shown = view.show(caller, shown);
        }
        return shown;
    }

    /**
     * A ticket as it is shown.
     *
     * @param answer as the operation itself would have answered, once it is done
     */
    record TicketView(
            String id,
            String systemId,
            String operation,
            TicketState state,
            @Nullable String code,
            long done,
            long failed,
            long total,
            Instant createdAt,
            Instant updatedAt,
            @Nullable OperationAnswer answer) {}
}
