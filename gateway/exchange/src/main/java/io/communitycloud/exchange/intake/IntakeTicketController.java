package io.communitycloud.exchange.intake;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.exchange.intake.IntakeProblems.Part;
import io.communitycloud.exchange.intake.IntakeProblems.RowProblem;
import io.communitycloud.exchange.ticket.TicketView;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The tickets of files and pushes over HTTP, besides what is told of each where tickets are read. */
@RestController
@RequestMapping("/api/v1/legacy-systems/{systemId}/tickets")
class IntakeTicketController {

    private static final int PARTS_AT_ONCE = 50;

    /** The wide signs are taken for their narrow ones where East Asia's spreadsheets are at home. */
    private static final String FORMULAS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final IntakeTickets tickets;
    private final IntakeProblems problems;
    private final IntakeViews views;

    IntakeTicketController(IntakeTickets tickets, IntakeProblems problems, IntakeViews views) {
        this.tickets = tickets;
        this.problems = problems;
        this.views = views;
    }

    /** What a system sent us, newest first. */
    @GetMapping
    Page<TicketView> listIntakeTickets(@PathVariable String systemId, PageRequest page, Scope scope) {
        return tickets.page(systemId, scope, page).map(views::brief);
    }

    /** The error file: row, column, code and outcome of everything that was wrong, and nothing of what stood there. */
    @GetMapping(path = "/{ticketId}/errors", produces = "text/csv")
    ResponseEntity<StreamingResponseBody> readIntakeErrors(
            @PathVariable String systemId, @PathVariable String ticketId, Scope scope) {
        IntakeTicket ticket = tickets.require(systemId, ticketId, scope);
        return ResponseEntity.ok()
                .contentType(CSV)
                .body(out -> write(ticket.id(), new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    private void write(String ticket, Writer out) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader("row", "column", "code", "outcome")
                .get();
        try (CSVPrinter csv = new CSVPrinter(out, format)) {
            List<Part> parts = problems.after(ticket, "", PARTS_AT_ONCE);
            while (!parts.isEmpty()) {
                for (Part part : parts) {
                    for (RowProblem problem : part.problems()) {
                        csv.printRecord(
                                problem.row(),
                                harmless(problem.column()),
                                harmless(problem.code()),
                                problem.refused() ? "refused" : "noted");
                    }
                }
                parts = problems.after(ticket, parts.getLast().part(), PARTS_AT_ONCE);
            }
        }
    }

    /** A spreadsheet takes a text that begins so for a formula; with the quote before it, for a text. */
    static String harmless(String text) {
        return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
