package io.communitycloud.exchange.intake;

import io.communitycloud.exchange.intake.format.Layout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a system's files or pushes are taken in: the member {@code intake} of its manifest's binding.
 *
 * @param handOver to whom rows are handed besides being kept, null for nobody
 * @param keep whether rows are kept here for canonical reads, and how a file relates to the one before; null for not
 * @param fullOnDay the day of the month whose file is a full one although the others are not
 * @param indexed fields by which kept rows are found, besides the key
 * @param keyMember the member of a JSON message that names the push; without it the hash of its rows does
 * @param mostBytes a message or file of more is refused
 * @param dated a pattern with one group, {@code yyyyMMdd}, that finds the day of a file in its name
 * @param incidents what becomes of rows that are events, where they are handed over as incidents
 * @param fetch where files are fetched, null where they are brought
 */
record Intake(
        Layout layout,
        @Nullable HandOver handOver,
        @Nullable Keep keep,
        @Nullable Integer fullOnDay,
        @Nullable List<String> indexed,
        @Nullable String keyMember,
        int mostBytes,
        @Nullable String dated,
        @Nullable Incidents incidents,
        @Nullable Fetch fetch) {

    /** The services that take rows. */
    enum HandOver {
        /** Rows of people to be looked for: emergency-service. */
        KEY_PERSON_LISTS,
        /** Warnings: notice-service. */
        WARNINGS,
        /** Events that are incidents of ours: emergency-service. */
        INCIDENTS
    }

    /**
     * Which events are incidents.
     *
     * @param types our type of incident by their kind of event; an event of another kind is none
     * @param over what an event's state says where there is nothing left to do
     */
    record Incidents(Map<String, String> types, List<String> over) {

        Incidents {
            types = Map.copyOf(types);
            over = List.copyOf(over);
        }
    }

    /** How kept rows relate to those before. */
    enum Keep {
        /** A file replaces all that was there. */
        FULL,
        /** A file adds and replaces row by row. */
        DELTA
    }

    /**
     * Where files lie.
     *
     * @param host {@code name:port} for SFTP, the beginning of the address for HTTP; may name this installation's own
     * @param path the folder for SFTP, the rest of the address for HTTP
     * @param pattern what a file's name looks like
     * @param marker what is added to a file's name once it is whole; a file without it is not touched
     * @param checksums the name of the list of MD5 sums that lies beside the files
     * @param lateMinutes how long a file may wait for its marker before that is told
     */
    record Fetch(
            Kind kind,
            @Nullable String host,
            String path,
            @Nullable String pattern,
            @Nullable String marker,
            @Nullable String checksums,
            @Nullable Integer lateMinutes) {

        enum Kind {
            SFTP,
            HTTP
        }
    }

    List<String> fieldsIndexed() {
        return indexed == null ? List.of() : indexed;
    }
}
