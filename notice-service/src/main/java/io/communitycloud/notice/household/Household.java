package io.communitycloud.notice.household;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A household as notices know it: where it is, and since and until when it is there.
 *
 * @param area its committee
 * @param scope the codes from the city down to its committee
 * @param until when it was dissolved, null while it is there
 */
public record Household(
        @Id String id,
        String area,
        List<String> scope,
        Instant since,
        @Nullable Instant until) {}
