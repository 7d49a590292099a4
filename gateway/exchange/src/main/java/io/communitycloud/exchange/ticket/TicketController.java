package io.communitycloud.exchange.ticket;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.problem.ProblemMessages;
import io.communitycloud.exchange.answer.AnswerView;
import io.communitycloud.exchange.answer.OperationAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tickets over HTTP. */
@RestController
@RequestMapping("/api/v1/legacy-systems/{systemId}/tickets")
class TicketController {

    private static final String ASK_AGAIN_SECONDS = "2";

    private final Tickets tickets;
    private final OtherTickets others;
    private final ObjectProvider<AnswerView> views;
    private final JsonMapper json;

    TicketController(Tickets tickets, OtherTickets others, ObjectProvider<AnswerView> views, JsonMapper json) {
        this.tickets = tickets;
        this.others = others;
        this.views = views;
        this.json = json;
    }

    /** How far the work is, and what came of it; to whoever gave it, and of pushes to the bureau that sent them. */
    @GetMapping("/{ticketId}")
    ResponseEntity<TicketView> readLegacyTicket(
            @PathVariable String systemId,
            @PathVariable String ticketId,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Caller caller) {
        TicketView ticket = tickets.find(ticketId)
                .filter(each -> each.systemId().equals(systemId))
                .filter(each -> isShownTo(each, caller))
                .map(each -> view(each, caller))
                .or(() -> others.find(systemId, ticketId, caller, ProblemMessages.language(language)))
                .orElseThrow(Refused::notFound);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (ticket.state() == TicketState.RUNNING || ticket.state() == TicketState.WAITING) {
            answer.header("Retry-After", ASK_AGAIN_SECONDS);
        }
        return answer.body(ticket);
    }

    private static boolean isShownTo(Ticket ticket, Caller caller) {
        return ticket.owner().equals(caller.client());
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
                answer == null ? null : shown(json.readValue(answer, OperationAnswer.class), caller),
                null,
                null,
                null,
                null);
    }

    private OperationAnswer shown(OperationAnswer answer, Caller caller) {
        OperationAnswer shown = answer;
        for (AnswerView view : views) {
            shown = view.show(caller, shown);
        }
        return shown;
    }
}
