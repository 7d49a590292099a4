package io.communitycloud.legacy.catalogue;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a system answers, as the catalogue writes it: {@code 05:00-24:00}, {@code weekdays 09:00-17:00}, {@code day 1-5 of
 * month}, {@code day 3 02:00-05:00}, and besides when it does not.
 */
public final class Hours {

    private static final Pattern FORM = Pattern.compile(
            "(?:(weekdays)\\s*)?(?:day (\\d+)(?:-(\\d+))?(?: of month)?\\s*)?(?:(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d))?");
    private static final int MINUTES_A_DAY = 24 * 60;

    private final Span open;
    private final List<Span> closed = new ArrayList<>();

    private Hours(Span open) {
        this.open = open;
    }

    /**
     * Reads the catalogue's two fields.
     *
     * @param unavailable when it is down within its hours, or null
     */
    public static Hours of(String window, @Nullable String unavailable) {
        Hours hours = new Hours(Span.of(window));
        if (unavailable != null) {
            hours.closed.add(Span.of(unavailable));
        }
        return hours;
    }

    public boolean contain(LocalDateTime time) {
        return open.contains(time) && closed.stream().noneMatch(span -> span.contains(time));
    }

    private record Span(boolean weekdays, int firstDay, int lastDay, int from, int to) {

        static Span of(String text) {
            Matcher matcher = FORM.matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("These are no hours: " + text);
            }
            int first = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            int last = matcher.group(2) == null ? 31 : first;
            if (matcher.group(3) != null) {
                last = Integer.parseInt(matcher.group(3));
            }
            boolean timed = matcher.group(4) != null;
            return new Span(
                    matcher.group(1) != null,
                    first,
                    last,
                    timed ? minutes(matcher.group(4), matcher.group(5)) : 0,
                    timed ? minutes(matcher.group(6), matcher.group(7)) : MINUTES_A_DAY);
        }

        boolean contains(LocalDateTime time) {
            DayOfWeek day = time.getDayOfWeek();
            int minute = time.getHour() * 60 + time.getMinute();
            return !(weekdays && (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY))
                    && time.getDayOfMonth() >= firstDay
                    && time.getDayOfMonth() <= lastDay
                    && minute >= from
                    && minute < to;
        }

        private static int minutes(String hours, String minutes) {
            return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        }
    }
}
