package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the bureau that sent a list what became of it. */
@Listens(topic = "emergency.key-person-lists.v1")
class KeyPersonListListener {

    private final TellingPartners telling;

    KeyPersonListListener(TellingPartners telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.emergency.key-person-list-accepted.v1",
        "communitycloud.emergency.key-person-list-distributed.v1",
        "communitycloud.emergency.key-person-list-answered.v1"
    })
    void cameFurther(ListProgress event, EventMeta meta) {
        telling.bureau(event.bureau(), meta, event);
    }

    /** What a bureau is told of its list: figures. */
    record ListProgress(
            String listId,
            String bureau,
            boolean exercise,
            @Nullable Integer rows,
            @Nullable Integer bad,
            @Nullable Integer persons,
            @Nullable Integer known,
            @Nullable Integer matched,
            @Nullable Integer committees,
            @Nullable Instant due) {}
}
