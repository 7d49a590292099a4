package io.communitycloud.notice.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When what failed is tried again. */
final class BackOff {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    private BackOff() {}

    /** The pause after a number of failures; nothing where it is given up. */
    static Optional<Duration> after(int failures) {
        return failures < PAUSES.size() ? Optional.of(PAUSES.get(failures)) : Optional.empty();
    }
}
