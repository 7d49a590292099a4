package io.communitycloud.exchange.manifest;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a system answers, in the city's time. */
public final class OpeningHours {

    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
    private static final Pattern TIME =
            Pattern.compile("([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])");
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,2})(?:-([0-9]{1,2}))?");
    private static final int MINUTES_OF_A_DAY = 1440;
    private static final int LONGEST_SEARCH_DAYS = 62;

    private final List<Span> open;
    private final List<Span> closed;

    private OpeningHours(List<Span> open, List<Span> closed) {
        this.open = open;
        this.closed = closed;
    }

    static OpeningHours of(Manifest manifest) throws ManifestReader.Wrong {
        return new OpeningHours(spans(manifest.hours(), "/hours"), spans(manifest.closed(), "/closed"));
    }

    /** The hours of a manifest in service. */
    public static OpeningHours of(Served served) {
        try {
            return of(served.manifest());
        } catch (ManifestReader.Wrong impossible) {
            throw new IllegalArgumentException("a manifest in service has hours that can be read", impossible);
        }
    }

    public boolean isOpen(Instant at) {
        LocalDateTime there = LocalDateTime.ofInstant(at, CITY);
        return (open.isEmpty() || open.stream().anyMatch(span -> span.covers(there)))
                && closed.stream().noneMatch(span -> span.covers(there));
    }

    /** The next minute from a time on in which it is open; nothing where none comes in two months. */
    public Optional<Instant> opensAfter(Instant at) {
        LocalDateTime minute = LocalDateTime.ofInstant(at, CITY).truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime last = minute.plusDays(LONGEST_SEARCH_DAYS);
        while (minute.isBefore(last)) {
            minute = minute.plusMinutes(1);
            Instant there = minute.atZone(CITY).toInstant();
            if (isOpen(there)) {
                return Optional.of(there);
            }
        }
        return Optional.empty();
    }

    private static List<Span> spans(List<Manifest.Hours> hours, String pointer) throws ManifestReader.Wrong {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < hours.size(); i++) {
            spans.add(span(hours.get(i), pointer + "/" + i));
        }
        return spans;
    }

    private static Span span(Manifest.Hours hours, String pointer) throws ManifestReader.Wrong {
        Matcher time = TIME.matcher(hours.time());
        if (!time.matches()) {
            throw new ManifestReader.Wrong(pointer + "/time", "is not as 05:00-24:00");
        }
        int from = minutes(time.group(1), time.group(2));
        int to = minutes(time.group(3), time.group(4));
        if (from >= to || to > MINUTES_OF_A_DAY) {
            throw new ManifestReader.Wrong(pointer + "/time", "ends before it begins");
        }
        int first = 1;
        int last = 31;
        String days = hours.days();
        if (days != null) {
            Matcher matcher = DAYS.matcher(days);
            if (!matcher.matches()) {
                throw new ManifestReader.Wrong(pointer + "/days", "is not as 1-5");
            }
            first = Integer.parseInt(matcher.group(1));
            last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        }
        return new Span(from, to, hours.weekdays(), first, last);
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    /** From a minute of the day until before another, on some days. */
    private record Span(int from, int to, @Nullable Set<DayOfWeek> weekdays, int firstDay, int lastDay) {

        boolean covers(LocalDateTime there) {
            int minute = there.getHour() * 60 + there.getMinute();
            return minute >= from
                    && minute < to
                    && (weekdays == null || weekdays.contains(there.getDayOfWeek()))
                    && there.getDayOfMonth() >= firstDay
                    && there.getDayOfMonth() <= lastDay;
        }
    }
}
