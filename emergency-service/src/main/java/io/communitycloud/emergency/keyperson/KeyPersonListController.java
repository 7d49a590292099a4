package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.BodyLimit;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.problem.ProblemMessages;
import io.communitycloud.emergency.keyperson.KeyPersonRows.BadRow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Key-person lists over HTTP: pushed by a bureau, watched by it and by the city. */
@RestController
@RequestMapping("/api/v1/key-person-lists")
class KeyPersonListController {

    private static final String PATH = "/api/v1/key-person-lists/";
    private static final int ERRORS_SHOWN = 50;
    private static final String SYSTEM = "system";

    private final AcceptingKeyPersons accepting;
    private final KeyPersonLists lists;
    private final KeyPersonRows rows;
    private final KeyPersons persons;
    private final KeyPersonParts parts;
    private final KeyPersonWorker worker;
    private final ProblemMessages messages;

    KeyPersonListController(
            AcceptingKeyPersons accepting,
            KeyPersonLists lists,
            KeyPersonRows rows,
            KeyPersons persons,
            KeyPersonParts parts,
            KeyPersonWorker worker,
            ProblemMessages messages) {
        this.accepting = accepting;
        this.lists = lists;
        this.rows = rows;
        this.persons = persons;
        this.parts = parts;
        this.worker = worker;
        this.messages = messages;
    }

    /** Takes a list in; the same list again changes nothing. Bad rows come back with row, field and reason. */
    @PostMapping
    @BodyLimit("8MB")
    ResponseEntity<ListView> pushKeyPersonList(
            @Valid @RequestBody NewList body,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Caller caller) {
        return accepted(
                accepting.accept(
                        bureau(caller, body.bureau()), body.key(), Boolean.TRUE.equals(body.exercise()), body.rows()),
                language);
    }

    /** As a file: CSV (RFC 4180), UTF-8, with a header. */
    @PostMapping(path = "/files", consumes = "text/csv")
    @BodyLimit("8MB")
    ResponseEntity<ListView> pushKeyPersonFile(
            @RequestBody byte[] file,
            @RequestParam @Size(min = 1, max = 64) String key,
            @RequestParam(defaultValue = "false") boolean exercise,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Caller caller) {
        return accepted(accepting.accept(bureau(caller, null), key, exercise, KeyPersonFile.read(file)), language);
    }

    @GetMapping("/{id}")
    ResponseEntity<ListView> readKeyPersonList(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Scope scope) {
        KeyPersonList list = lists.require(id, scope);
        return Etags.answer(view(list, language), list.version(), "full");
    }

    /** The lists of a bureau, or those of the city; newest first, or of one state oldest first. */
    @GetMapping
    Page<ListView> listKeyPersonLists(
            @RequestParam(required = false) KeyPersonList.@Nullable State state, PageRequest page, Scope scope) {
        return lists.page(state, scope, page).map(list -> ListView.of(list, List.of()));
    }

    /** What was wrong with which rows, and nothing of what stood there. */
    @GetMapping("/{id}/errors")
    Page<RowProblem> listKeyPersonErrors(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            PageRequest page,
            Scope scope) {
        KeyPersonList list = lists.require(id, scope);
        List<BadRow> bad = rows.badAfter(list.id(), rowOf(page.cursor()), page.limit() + 1);
        boolean more = bad.size() > page.limit();
        List<BadRow> shown = more ? bad.subList(0, page.limit()) : bad;
        return new Page<>(
                problems(shown, language),
                more
                        ? Cursor.of("rows", Integer.toString(shown.getLast().row()))
                                .encode()
                        : null);
    }

    /** The answer for each person of a list, by the bureau's own task. */
    @GetMapping("/{id}/answers")
    Page<AnswerView> listKeyPersonAnswers(
            @PathVariable String id,
            @RequestParam(required = false) KeyPerson.@Nullable State state,
            PageRequest page,
            Scope scope) {
        KeyPersonList list = lists.require(id, scope);
        return persons.ofList(list.id(), state, scope, page).map(AnswerView::of);
    }

    /** How far each committee of the caller's area has come with a list. */
    @GetMapping("/{id}/parts")
    Page<KeyPersonPartController.PartView> listKeyPersonPartsOfList(
            @PathVariable String id, PageRequest page, Scope scope) {
        return parts.ofList(id, scope, page).map(KeyPersonPartController.PartView::of);
    }

    private ResponseEntity<ListView> accepted(KeyPersonList list, @Nullable String language) {
        worker.wake();
        return ResponseEntity.accepted()
                .location(URI.create(PATH + list.id()))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .eTag(Etags.of(list.version(), "full"))
                .body(view(list, language));
    }

    private ListView view(KeyPersonList list, @Nullable String language) {
        return ListView.of(
                list, list.bad() == 0 ? List.of() : problems(rows.badAfter(list.id(), 0, ERRORS_SHOWN), language));
    }

    private List<RowProblem> problems(List<BadRow> bad, @Nullable String language) {
        Locale locale = ProblemMessages.language(language);
        List<RowProblem> problems = new ArrayList<>();
        for (BadRow row : bad) {
            row.errors().forEach(error -> {
                String reason = messages.text(locale, "field." + error.code(), Map.of());
                problems.add(
                        new RowProblem(row.row(), error.field(), error.code(), reason == null ? error.code() : reason));
            });
        }
        return problems;
    }

    private static int rowOf(@Nullable Cursor cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            if (cursor.keys().size() == 2 && cursor.keys().getFirst().equals("rows")) {
                return Integer.parseInt(cursor.keys().getLast());
            }
        } catch (NumberFormatException notARow) {
            // Told below.
        }
        throw InvalidRequest.parameter("cursor", "not-a-cursor");
    }

    /** A bureau pushes in its own name; the platform says for which bureau it hands over. */
    private static String bureau(Caller caller, @Nullable String named) {
        String bureau = caller.has(SYSTEM) ? named : caller.bureau();
        if (bureau == null && caller.has(SYSTEM)) {
            throw InvalidRequest.field("/bureau", "required");
        }
        if (bureau == null || (named != null && !named.equals(bureau))) {
            throw new Refused(Refusal.of("forbidden", Refusal.Kind.FORBIDDEN));
        }
        return bureau;
    }

    /**
     * A list to be taken in.
     *
     * @param bureau for which the platform hands over what it was pushed; a bureau itself need not say it
     * @param key the bureau's own name of the list; the same key stands for the same list for ever
     */
    record NewList(
            @Nullable @Size(min = 1, max = 64) String bureau,
            @NotBlank @Size(max = 64) String key,
            @Nullable Boolean exercise,

            @NotNull @Size(min = 1, max = AcceptingKeyPersons.MOST_ROWS)
            List<@NotNull KeyPersonRow> rows) {}

    /** What is wrong with a row; rows are counted from 1. */
    record RowProblem(int row, String field, String code, String reason) {}

    /**
     * A list as it is shown.
     *
     * @param due when every person of it is to be answered for
     * @param known rows whose task was pushed before
     * @param errors what was wrong with the first bad rows
     */
    record ListView(
            String id,
            String bureau,
            String key,
            boolean exercise,
            KeyPersonList.State state,
            int total,
            int bad,
            int known,
            int persons,
            int matched,
            int committees,
            int open,
            Instant due,
            @Nullable Instant distributedAt,
            @Nullable Instant answeredAt,
            List<RowProblem> errors,
            Instant createdAt,
            Instant updatedAt) {

        static ListView of(KeyPersonList list, List<RowProblem> errors) {
            return new ListView(
                    list.id(),
                    list.bureau(),
                    list.key(),
                    list.exercise(),
                    list.progress(),
                    list.total(),
                    list.bad(),
                    list.known(),
                    list.persons(),
                    list.matched(),
                    list.committees(),
                    list.open(),
                    list.due(),
                    list.distributedAt(),
                    list.answeredAt(),
                    errors,
                    list.createdAt(),
                    list.updatedAt());
        }
    }

    /** What a bureau is told of one of its tasks: nothing it did not say itself but what was found out. */
    record AnswerView(
            String taskId,
            int row,
            String area,
            KeyPerson.State state,
            KeyPerson.@Nullable Outcome outcome,
            @Nullable Instant answeredAt) {

        static AnswerView of(KeyPerson person) {
            KeyPerson.Answer answer = person.answer();
            return new AnswerView(
                    person.taskId(),
                    person.row(),
                    person.area(),
                    person.progress(),
                    answer == null ? null : answer.outcome(),
                    answer == null ? null : answer.at());
        }
    }
}
