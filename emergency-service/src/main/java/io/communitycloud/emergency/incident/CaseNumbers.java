package io.communitycloud.emergency.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Case numbers: the day in the city and the end of the incident's id, which no other has. */
final class CaseNumbers {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    /** 60 bits of chance a day. */
    private static final int LENGTH = 12;

    private CaseNumbers() {}

    static String of(String incidentId, Instant now) {
        return "EM-" + DAY.format(now) + "-" + incidentId.substring(incidentId.length() - LENGTH);
    }
}
