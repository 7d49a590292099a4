package io.communitycloud.exchange.intake;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.problem.ProblemMessages;
import io.communitycloud.exchange.intake.IntakeProblems.RowProblem;
import io.communitycloud.exchange.ticket.OtherTickets;
import io.communitycloud.exchange.ticket.TicketState;
import io.communitycloud.exchange.ticket.TicketView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows the tickets of files and pushes as the tickets of calls are shown; to the system's bureau, and to the city. */
@Component
class IntakeViews implements OtherTickets {

    private static final int PROBLEMS_SHOWN = 50;

    private final IntakeTickets tickets;
    private final IntakeProblems problems;
    private final ProblemMessages messages;

    IntakeViews(IntakeTickets tickets, IntakeProblems problems, ProblemMessages messages) {
        this.tickets = tickets;
        this.problems = problems;
        this.messages = messages;
    }

    @Override
    public Optional<TicketView> find(String systemId, String ticketId, Caller caller, Locale language) {
        return tickets.find(ticketId)
                .filter(ticket -> ticket.system().equals(systemId))
                .filter(ticket -> scope(caller).covers(ticket.scope()))
                .map(ticket -> complete(ticket, language));
    }

    /** A ticket with the first of its problems. */
    TicketView complete(IntakeTicket ticket, Locale language) {
        return view(
                ticket,
                problems.first(ticket.id(), PROBLEMS_SHOWN).stream()
                        .map(problem -> shown(problem, language))
                        .toList());
    }

    /** A ticket among others. */
    TicketView brief(IntakeTicket ticket) {
        return view(ticket, List.of());
    }

    static String pathOf(IntakeTicket ticket) {
        return "/api/v1/legacy-systems/" + ticket.system() + "/tickets/" + ticket.id();
    }

    private static Scope scope(Caller caller) {
        String bureau = caller.bureau();
        if (bureau != null) {
            return Scope.of("bureau", bureau);
        }
        String area = caller.area();
        return Scope.area(area == null || !area.matches("[0-9]{12}") ? "000000000000" : area);
    }

    private static TicketView view(IntakeTicket ticket, List<TicketView.RowProblem> shown) {
        return new TicketView(
                ticket.id(),
                ticket.system(),
                "inbox",
                switch (ticket.progressState()) {
                    case RUNNING -> TicketState.RUNNING;
                    case DONE -> TicketState.DONE;
                    case REFUSED -> TicketState.FAILED;
                },
                ticket.reason(),
                ticket.done(),
                ticket.failed(),
                ticket.total(),
                ticket.createdAt(),
                ticket.updatedAt(),
                null,
                ticket.what(),
                ticket.noted(),
                pathOf(ticket) + "/errors",
                shown);
    }

    private TicketView.RowProblem shown(RowProblem problem, Locale language) {
        String text = messages.text(language, "field." + problem.code(), Map.of());
        return new TicketView.RowProblem(
                problem.row(),
                problem.column(),
                problem.code(),
                problem.refused(),
                text == null ? problem.code() : text);
    }
}
