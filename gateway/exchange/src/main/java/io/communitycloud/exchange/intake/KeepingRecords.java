package io.communitycloud.exchange.intake;

import io.communitycloud.exchange.intake.Intake.Keep;
import io.communitycloud.exchange.intake.IntakeBatches.Batch;
import io.communitycloud.exchange.intake.IntakeProblems.RowProblem;
import io.communitycloud.exchange.intake.Intakes.Source;
import io.communitycloud.exchange.intake.Records.Accepted;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Keeps the rows of accepted files for canonical reads: file after file of a system, in the order they were accepted. */
@Component
class KeepingRecords {

    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private final Records records;

    KeepingRecords(Records records) {
        this.records = records;
    }

    void keep(Source source, IntakeTicket ticket, Batch batch, HandedOver over) {
        Set<Integer> refused = over.refused().stream().map(RowProblem::row).collect(Collectors.toSet());
        String key = Objects.requireNonNull(source.intake().layout().key(), "checked when the manifest was read");
        records.keep(
                source.system(),
                generation(source, ticket),
                key,
                source.intake().fieldsIndexed(),
                batch.rows().stream()
                        .filter(row -> !refused.contains(row.number()))
                        .toList());
    }

    /** All rows of a file are kept: from now on it is the one that answers. */
    void adopt(Source source, IntakeTicket ticket) {
        String generation = generation(source, ticket);
        records.adopt(source.system(), new Accepted(generation, ticket.id(), ticket.what(), day(source, ticket)));
        records.accepted(source.system())
                .ifPresent(accepted -> records.forgetOthers(source.system(), accepted.generation()));
    }

    private String generation(Source source, IntakeTicket ticket) {
        return full(source, ticket)
                ? ticket.id()
                : records.accepted(source.system()).map(Accepted::generation).orElse("first");
    }

    private static boolean full(Source source, IntakeTicket ticket) {
        Integer day = source.intake().fullOnDay();
        return source.intake().keep() == Keep.FULL
                || (day != null
                        && dated(source, ticket)
                                .filter(on -> on.getDayOfMonth() == day)
                                .isPresent());
    }

    private static Instant day(Source source, IntakeTicket ticket) {
        return dated(source, ticket)
                .map(day -> day.atStartOfDay(CITY).toInstant())
                .orElse(ticket.createdAt());
    }

    private static Optional<LocalDate> dated(Source source, IntakeTicket ticket) {
        String pattern = source.intake().dated();
        if (pattern == null) {
            return Optional.empty();
        }
        Matcher matcher = Pattern.compile(pattern).matcher(ticket.what());
        try {
            return matcher.find()
                    ? Optional.of(LocalDate.parse(matcher.group(1), DateTimeFormatter.BASIC_ISO_DATE))
                    : Optional.empty();
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}
