package io.communitycloud.notice.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step of an activation asks to be told.
 *
 * @param within the area of the activation; nothing is told outside it
 * @param area whose households are told
 * @param channels their names as the plan writes them
 * @param deadline until when households are to be told, null where that is open
 */
public record Asked(
        Occasion occasion,
        boolean exercise,
        String within,
        String area,
        String category,
        String title,
        String text,
        List<String> channels,
        @Nullable Instant deadline) {

    public Asked {
        channels = List.copyOf(channels);
    }
}
