package io.communitycloud.notice.channel;

import io.communitycloud.notice.category.Channel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way out.
 *
 * @param key tells it from every other for ever: sending a key twice is sending it once
 * @param batch the number of the notice's batch it belongs to
 * @param area the committee of the household
 * @param day the day on which the notice was published, city time
 * @param phone in clear where the channel needs one
 * @param exercise whether it belongs to an exercise and must not leave it
 */
public record Message(
        String key,
        String noticeId,
        int batch,
        String householdId,
        String area,
        Channel channel,
        String title,
        String text,
        LocalDate day,
        @Nullable String phone,
        boolean exercise) {

    /** Says what it is, not to whom and what. */
    @Override
    public String toString() {
        return "Message[" + key + "]";
    }
}
