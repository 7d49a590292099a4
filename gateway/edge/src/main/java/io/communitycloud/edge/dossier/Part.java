package io.communitycloud.edge.dossier;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One part of a dossier, with what became of it.
 *
 * @param name {@code resident}, {@code household}, {@code duties}, …, and {@code legacy/<system>} for a legacy system
 * @param observedAt when its owner saw what it tells, or when it was asked
 * @param ageSeconds how old that is
 * @param tookMillis how long it was waited for
 * @param deadlineMillis how long it would have been waited for
 * @param code of the problem, where the part was refused or failed
 * @param link where to ask for it alone, without this deadline; absent where that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Part(
        String name,
        State state,
        @Nullable Instant observedAt,
        @Nullable Long ageSeconds,
        long tookMillis,
        long deadlineMillis,
        @Nullable String code,
        @Nullable String link,
        @Nullable JsonNode data) {

    /** What became of a part. */
    enum State {
        /** As its owner tells it now. */
        OK,
        /** The last good value of an owner that did not answer itself. */
        STALE,
        /** Its owner does not know this person. */
        ABSENT,
        /** Not in time: ask for it by its link. */
        LATE,
        /** Its owner is away, or answered with a fault. */
        UNAVAILABLE,
        /** The caller, or her purpose, does not open it. */
        REFUSED,
        /** What it hangs on is not known, because that part did not come. */
        UNKNOWN
    }

    boolean isKnown() {
        return data != null;
    }
}
