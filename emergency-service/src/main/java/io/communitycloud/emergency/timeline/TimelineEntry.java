package io.communitycloud.emergency.timeline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * Something that happened about an incident.
 *
 * @param id of the event that told it: told twice, it is here once; ids sort by the time they were made
 * @param subject the aggregate it happened to
 * @param by who did it, where the event says so
 */
record TimelineEntry(
        @Id String id,
        String incident,
        String area,
        List<String> scope,
        Instant at,
        String type,
        String topic,
        String subject,
        @Nullable String activation,
        @Nullable String step,
        @Nullable String code,
        boolean exercise,
        @Nullable String by) {}
