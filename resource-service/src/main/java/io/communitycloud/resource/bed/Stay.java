package io.communitycloud.resource.bed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time during which somebody is assigned to a bed.
 *
 * @param id of the assignment
 * @param caseNumber of whom it is for; says nothing about a person by itself and is in no event
 * @param until when the bed was given back; null while the assignment lasts
 */
public record Stay(
        String id,
        String caseNumber,
        Instant from,
        @Nullable Instant until,
        @Nullable ReleaseReason reason) {

    /** Why a bed is given back. */
    public enum ReleaseReason {
        DISCHARGE,
        TRANSFER,
        DEATH,
        MISTAKE
    }

    boolean lasts() {
        return until == null;
    }

    Stay end(ReleaseReason why, Instant now) {
        return new Stay(id, caseNumber, from, now, why);
    }
}
