package io.communitycloud.emergency.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision about an order's end or kind; decisions are only ever added.
 *
 * @param approvedBy the second person, where one was needed
 */
public record Change(
        Instant at,
        String by,
        @Nullable String approvedBy,
        ReasonCode reasonCode,
        String reason,
        Instant untilBefore,
        Instant untilAfter,
        QuarantineKind kindBefore,
        QuarantineKind kindAfter) {}
