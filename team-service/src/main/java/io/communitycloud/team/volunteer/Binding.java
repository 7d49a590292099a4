package io.communitycloud.team.volunteer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A volunteer's duty to a household that may not leave its home.
 *
 * @param area the household's committee
 * @param orderId the quarantine order it lasts as long as, where it is bound to one
 */
public record Binding(
        String id,
        String householdId,
        String area,
        @Nullable String orderId,
        Instant since,
        @Nullable Instant until,
        @Nullable ReleaseReason reason) {

    boolean isOpen() {
        return until == null;
    }

    Binding released(ReleaseReason why, Instant now) {
        return new Binding(id, householdId, area, orderId, since, now, why);
    }
}
