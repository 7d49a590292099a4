package io.communitycloud.exchange.intake;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.intake.IntakeBatches.Batch;
import io.communitycloud.exchange.intake.IntakeBatches.Row;
import io.communitycloud.exchange.intake.IntakeProblems.RowProblem;
import io.communitycloud.exchange.intake.Intakes.Source;
import io.communitycloud.exchange.intake.format.CapMessage;
import io.communitycloud.exchange.intake.format.CapReading;
import io.communitycloud.exchange.intake.format.CellProblem;
import io.communitycloud.exchange.intake.format.Column;
import io.communitycloud.exchange.intake.format.FileRefused;
import io.communitycloud.exchange.intake.format.Layout;
import io.communitycloud.exchange.intake.format.ReadRow;
import io.communitycloud.exchange.intake.format.Reading;
import io.communitycloud.exchange.intake.format.RowSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accepts a push or a file, once, however often it is brought.
 *
 * <p>Its ticket is named first, by its key and the hash of what it says; then its rows are written in batches whose ids
 * follow from the ticket's; the ticket itself comes last and is the acknowledgement. Whoever brings the same again, beside
 * the first or after a crash in the middle, writes the same documents, and what is there stays as it is.
 */
@Service
class AcceptingIntake {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LOCKS = 64;
    private static final int LONGEST_KEY = 64;
    /** Of bad rows alone a part of the problems could grow without end. */
    private static final int MOST_ROWS_OF_A_BATCH = 500;

    private final IntakeKeys keys;
    private final IntakeBatches batches;
    private final IntakeProblems problems;
    private final IntakeTickets tickets;
    private final IntakeSignal signal;
    private final JsonMapper json;
    private final Clock clock;
    private final List<ReentrantLock> locks;

    AcceptingIntake(
            IntakeKeys keys,
            IntakeBatches batches,
            IntakeProblems problems,
            IntakeTickets tickets,
            IntakeSignal signal,
            JsonMapper json,
            Clock clock) {
        this.keys = keys;
        this.batches = batches;
        this.problems = problems;
        this.tickets = tickets;
        this.signal = signal;
        this.json = json;
        this.clock = clock;
        this.locks = Stream.generate(ReentrantLock::new).limit(LOCKS).toList();
    }

    /**
     * Accepts a message of JSON, XML or CAP.
     *
     * @throws InvalidRequest where it cannot be read; nothing of it is stored then
     * @throws Refused 422 where its key is that of another message
     */
    IntakeTicket message(Source source, byte[] content) {
        return source.intake().layout().format() == Layout.Format.CAP
                ? warning(source, content)
                : rows(source, content);
    }

    /**
     * Accepts a file.
     *
     * @return its ticket, a refused one where the file as a whole cannot be taken
     */
    IntakeTicket file(Source source, String name, byte[] content) {
        String hash = IntakeKeys.digest(content);
        // A file that is sent again under its name with other content was put right.
        return accept(
                source,
                "file:" + name + ":" + hash,
                name,
                hash,
                sink -> Reading.file(content, source.intake().layout(), sink));
    }

    /** Tells of a file that cannot even be read: without its marker, or with a checksum that is not its own. */
    IntakeTicket refusedFile(Source source, String name, String reason) {
        return accept(source, "refused:" + name + ":" + reason, name, reason, sink -> {
            throw new FileRefused(reason);
        });
    }

    private IntakeTicket rows(Source source, byte[] content) {
        Collected rows = new Collected();
        JsonNode message = Reading.message(content, source.intake().layout(), json, rows);
        boolean exercise = exercise(message);
        String hash = rows.hash(exercise);
        String key = key(source.intake().keyMember(), message, hash);
        return accept(source, key, key, hash, sink -> rows.pass(sink, exercise));
    }

    private IntakeTicket warning(Source source, byte[] content) {
        CapMessage message = CapReading.read(content);
        Map<String, String> cells = Map.of("xml", new String(content, StandardCharsets.UTF_8));
        return accept(
                source,
                message.name(),
                message.identifier(),
                IntakeKeys.digest(content),
                sink -> sink.row(new ReadRow(1, cells, List.of(), List.of())));
    }

    private IntakeTicket accept(Source source, String key, String what, String hash, Consumer<RowSink> reading) {
        String id = keys.ticketOf(
                source.system(), key, hash, ticket -> tickets.find(ticket).isPresent());
        Optional<IntakeTicket> there = tickets.find(id);
        if (there.isPresent()) {
            return there.get();
        }
        ReentrantLock lock = locks.get(Math.floorMod(id.hashCode(), LOCKS));
        lock(lock);
        try {
            return tickets.find(id).orElseGet(() -> write(source, id, what, reading));
        } finally {
            lock.unlock();
        }
    }

    private IntakeTicket write(Source source, String id, String what, Consumer<RowSink> reading) {
        Writing writing = new Writing(id, source.intake().layout());
        FileRefused refusal = null;
        try {
            reading.accept(writing);
            writing.finish();
        } catch (FileRefused refused) {
            writing.finish();
            refusal = refused;
        }
        IntakeTicket ticket = IntakeTicket.accept(
                id, tickets.city(), source.system(), source.manifest().bureau(), what, writing.total, clock.instant());
        IntakeBatches.Count count = batches.count(id);
        if (refusal == null && writing.total > 0) {
            ticket.progress(count.done(), count.failed(), count.noted(), clock.instant());
        } else {
            FileRefused why = refusal == null ? new FileRefused("no-rows") : refusal;
            problems.keep(
                    id, IntakeProblems.part(0, 0), List.of(new RowProblem(why.row(), why.column(), why.code(), true)));
            ticket.refuse(why.code(), count.noted(), clock.instant());
            batches.forget(id);
        }
        try {
            tickets.save(ticket);
        } catch (DuplicateKeyException writtenByAnother) {
            return tickets.find(id).orElseThrow(() -> writtenByAnother);
        }
        signal.raise();
        return ticket;
    }

    private static boolean exercise(JsonNode message) {
        JsonNode exercise = message.path("exercise");
        if (!exercise.isMissingNode() && !exercise.isBoolean()) {
            throw InvalidRequest.field("/exercise", "wrong-type");
        }
        return exercise.asBoolean(false);
    }

    private static String key(@org.jspecify.annotations.Nullable String member, JsonNode message, String hash) {
        if (member == null) {
            return hash;
        }
        JsonNode key = message.path(member);
        if (key.isMissingNode() || key.isNull()) {
            throw InvalidRequest.field("/" + member, "required");
        }
        if (!key.isString()) {
            throw InvalidRequest.field("/" + member, "wrong-type");
        }
        String text = key.asString();
        if (text.isBlank() || text.length() > LONGEST_KEY) {
            throw new InvalidRequest(
                    List.of(FieldError.of("/" + member, "size", Map.of("min", 1, "max", LONGEST_KEY))));
        }
        return text;
    }

    private static void lock(ReentrantLock lock) {
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refused(IntakeRefusal.BEING_ACCEPTED);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refused(IntakeRefusal.BEING_ACCEPTED);
        }
    }

    /** Keeps the rows of a message until all of it is known to be right. */
    private static final class Collected implements RowSink {

        private final List<ReadRow> rows = new ArrayList<>();

        @Override
        public void row(ReadRow row) {
            rows.add(row);
        }

        @Override
        public void note(CellProblem note) {
            // A message has nothing to tell of itself.
        }

        void pass(RowSink sink, boolean exercise) {
            for (ReadRow row : rows) {
                Map<String, String> cells = new HashMap<>(row.cells());
                if (exercise) {
                    cells.put("exercise", "true");
                }
                sink.row(new ReadRow(row.number(), cells, row.problems(), row.notes()));
            }
        }

        /** The hash of what the rows say, however the message is written. */
        String hash(boolean exercise) {
            MessageDigest digest = IntakeKeys.sha256();
            digest.update((byte) (exercise ? 1 : 0));
            for (ReadRow row : rows) {
                new TreeMap<>(row.cells()).forEach((field, cell) -> {
                    add(digest, field);
                    add(digest, cell);
                });
                row.problems().forEach(problem -> add(digest, problem.column() + problem.code()));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        private static void add(MessageDigest digest, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }

    /** Writes rows in batches as they are read. */
    private final class Writing implements RowSink {

        private final String ticket;
        private final Layout layout;
        private final Map<Long, Integer> seen = new HashMap<>();
        private final List<Row> good = new ArrayList<>();
        private final List<RowProblem> told = new ArrayList<>();
        private final List<RowProblem> notes = new ArrayList<>();
        private int number = 1;
        private int rows;
        private int bad;
        private int noted;
        private int total;

        Writing(String ticket, Layout layout) {
            this.ticket = ticket;
            this.layout = layout;
        }

        @Override
        public void row(ReadRow row) {
            total++;
            rows++;
            List<CellProblem> wrong = new ArrayList<>(row.problems());
            if (row.good()) {
                repetition(row).ifPresent(wrong::add);
            }
            wrong.forEach(problem -> told.add(new RowProblem(row.number(), problem.column(), problem.code(), true)));
            row.notes().forEach(note -> told.add(new RowProblem(row.number(), note.column(), note.code(), false)));
            noted += row.notes().size();
            if (wrong.isEmpty()) {
                good.add(new Row(row.number(), row.cells()));
            } else {
                bad++;
            }
            if (good.size() == IntakeBatches.ROWS || rows == MOST_ROWS_OF_A_BATCH) {
                flush();
            }
        }

        @Override
        public void note(CellProblem note) {
            notes.add(new RowProblem(0, note.column(), note.code(), false));
            noted++;
        }

        void finish() {
            problems.keep(ticket, IntakeProblems.part(0, 1), notes);
            if (rows > 0 || noted > 0) {
                flush();
            }
        }

        private void flush() {
            problems.keep(ticket, IntakeProblems.part(number, 1), List.copyOf(told));
            batches.keep(new Batch(ticket, number, List.copyOf(good)), bad, noted);
            number++;
            good.clear();
            told.clear();
            rows = 0;
            bad = 0;
            noted = 0;
        }

        /** The later of two rows with one key is refused: told apart are a row that came twice and a key that did. */
        private Optional<CellProblem> repetition(ReadRow row) {
            String key = layout.key() == null ? null : row.cells().get(layout.key());
            if (key == null) {
                return Optional.empty();
            }
            byte[] hash = IntakeKeys.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
            long name = java.nio.ByteBuffer.wrap(hash).getLong();
            int content = row.cells().hashCode();
            Integer before = seen.putIfAbsent(name, content);
            if (before == null) {
                return Optional.empty();
            }
            String column = layout.columns().stream()
                    .filter(each -> each.field().equals(layout.key()))
                    .findFirst()
                    .map(Column::name)
                    .orElse("");
            return Optional.of(new CellProblem(column, before == content ? "duplicate-row" : "repeated-key"));
        }
    }
}
