package io.communitycloud.notice.notice;

import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.category.Colour;
import io.communitycloud.notice.category.Priority;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says, how and when.
 *
 * @param category the id of one of the shipped categories
 * @param colour of a warning, null where there is none
 * @param exercise whether it belongs to an exercise; such a notice reaches nobody outside it
 * @param expiresAt from when on it is sent and shown no more; never open
 */
public record Content(
        String title,
        String text,
        String category,
        Set<Channel> channels,
        Priority priority,
        @Nullable Colour colour,
        boolean exercise,
        Instant validFrom,
        Instant expiresAt) {

    public Content {
        channels = new TreeSet<>(channels);
    }
}
