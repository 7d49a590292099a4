package io.communitycloud.notice.category;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hours of the night in which nobody is woken.
 *
 * @param from the first quiet moment of an evening, city time
 * @param to the first moment of a morning that is quiet no longer
 * @param channels the channels that would wake somebody
 * @param colours the colours of warnings that may
 * @param priorities the priorities that may
 */
public record QuietHours(
        LocalTime from, LocalTime to, Set<Channel> channels, Set<Colour> colours, Set<Priority> priorities) {

    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");

    public QuietHours {
        channels = Set.copyOf(channels);
        colours = Set.copyOf(colours);
        priorities = Set.copyOf(priorities);
        if (!from.isAfter(to)) {
            throw new IllegalArgumentException("quiet hours lie around midnight");
        }
    }

    /** When a message may go out that is due now; nothing where it may go at once. */
    public Optional<Instant> endFor(Channel channel, Priority priority, @Nullable Colour colour, Instant now) {
        boolean mayWake = priorities.contains(priority) || (colour != null && colours.contains(colour));
        if (mayWake || !channels.contains(channel)) {
            return Optional.empty();
        }
        ZonedDateTime local = now.atZone(CITY_TIME);
        LocalTime time = local.toLocalTime();
        if (time.isBefore(to)) {
            return Optional.of(local.with(to).toInstant());
        }
        return time.isBefore(from)
                ? Optional.empty()
                : Optional.of(local.plusDays(1).with(to).toInstant());
    }
}
