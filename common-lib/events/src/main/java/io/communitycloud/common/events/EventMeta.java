package io.communitycloud.common.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What travels with an event besides its facts (CloudEvents 1.0 attributes and our extensions).
 *
 * @param id unique per source; sortable
 * @param type for example {@code communitycloud.resident.moved.v1}
 * @param topic the topic it was read from
 * @param subject the id of the aggregate it happened to
 * @param sequence the event's number within its aggregate, counted from 1; a republished state carries the current one;
 *     1 where none travels, as with entries that belong to no aggregate
 * @param time when it happened
 * @param correlationId the same for everything that follows from one first cause
 * @param causationId the id of the event that caused this one, if an event did
 */
public record EventMeta(
        String id,
        String type,
        String topic,
        String subject,
        long sequence,
        Instant time,
        String correlationId,
        @Nullable String causationId) {}
