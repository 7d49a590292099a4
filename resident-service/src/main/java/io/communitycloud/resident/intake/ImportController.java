package io.communitycloud.resident.intake;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.BodyLimit;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Files of residents over HTTP: accepted with a ticket, answered row by row. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

    private final ImportTickets tickets;
    private final ImportRows rows;
    private final ImportWorker worker;
    private final Creations creations;
    private final AreaTree areas;
    private final Clock clock;

    ImportController(
            ImportTickets tickets,
            ImportRows rows,
            ImportWorker worker,
            Creations creations,
            AreaTree areas,
            Clock clock) {
        this.tickets = tickets;
        this.rows = rows;
        this.worker = worker;
        this.creations = creations;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Accepts a file.
     *
     * <p>Every row is in the store before the answer goes out. A dry run checks each row and registers nobody.
     */
    @PostMapping(consumes = "text/csv")
    @BodyLimit("64MB")
    ResponseEntity<TicketView> importResidents(
            @RequestBody byte[] file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @Nullable IdempotencyKey key,
            Scope scope) {
        List<ImportRow> read = ResidentFile.read(file);
        if (read.isEmpty()) {
            throw new InvalidRequest(List.of(FieldError.of("", "no-rows")));
        }
        String area = scope.key();
        List<String> path = areas.scopeOf(area, "");
        ImportTicket ticket = creations.once(key, id -> tickets.find(id, Scope.everything()), id -> {
            rows.keep(id, read);
            ImportTicket accepted = ImportTicket.accept(id, area, path, dryRun, area, read.size(), clock.instant());
            tickets.save(accepted);
            return accepted;
        });
        worker.wake();
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + ticket.id()))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(TicketView.of(ticket));
    }

    @GetMapping("/{id}")
    ResponseEntity<TicketView> readImport(@PathVariable String id, Scope scope) {
        ImportTicket ticket = tickets.require(id, scope);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().eTag(Etags.of(ticket.version(), "full"));
        if (ticket.progressState() == ImportTicket.State.RUNNING) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(TicketView.of(ticket));
    }

    @GetMapping
    Page<TicketView> listImports(PageRequest page, Scope scope) {
        return tickets.newest(scope, page).map(TicketView::of);
    }

    /** The error file: row, column and code of everything that was wrong, and nothing of what stood there. */
    @GetMapping(path = "/{id}/errors", produces = "text/csv")
    ResponseEntity<StreamingResponseBody> readImportErrors(@PathVariable String id, Scope scope) {
        ImportTicket ticket = tickets.require(id, scope);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(out -> writeErrors(ticket.id(), new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    private void writeErrors(String ticket, Writer out) throws IOException {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setHeader("row", "column", "code").get();
        try (CSVPrinter csv = new CSVPrinter(out, format)) {
            int last = 0;
            List<ImportRows.FailedRow> batch = rows.failedAfter(ticket, last, PageRequest.MAXIMUM_LIMIT);
            while (!batch.isEmpty()) {
                for (ImportRows.FailedRow row : batch) {
                    for (ImportRow.RowError error : row.errors()) {
                        csv.printRecord(row.row(), error.column(), error.code());
                    }
                    last = row.row();
                }
                batch = rows.failedAfter(ticket, last, PageRequest.MAXIMUM_LIMIT);
            }
        }
    }

    /** A ticket as it is shown. */
    record TicketView(
            String id,
            String area,
            boolean dryRun,
            ImportTicket.State state,
            int total,
            int done,
            int failed,
            @Nullable String errors,
            Instant createdAt) {

        static TicketView of(ImportTicket ticket) {
            return new TicketView(
                    ticket.id(),
                    ticket.area(),
                    ticket.dryRun(),
                    ticket.progressState(),
                    ticket.total(),
                    ticket.done(),
                    ticket.failed(),
                    ticket.failed() == 0 ? null : "/api/v1/imports/" + ticket.id() + "/errors",
                    ticket.createdAt());
        }
    }
}
