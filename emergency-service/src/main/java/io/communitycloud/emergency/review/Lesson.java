package io.communitycloud.emergency.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt.
 *
 * @param plan the plan that takes it up, null while open or where declined
 * @param reason why it was declined
 */
record Lesson(
        int number,
        String text,
        Outcome outcome,
        @Nullable String plan,
        @Nullable Integer planVersion,
        @Nullable String reason,
        @Nullable String by,
        @Nullable Instant at) {

    /** What became of it. */
    enum Outcome {
        OPEN,
        ADOPTED,
        DECLINED
    }

    static Lesson open(int number, String text) {
        return new Lesson(number, text, Outcome.OPEN, null, null, null, null, null);
    }

    Lesson adopted(String inPlan, int version, String whom, Instant now) {
        return new Lesson(number, text, Outcome.ADOPTED, inPlan, version, null, whom, now);
    }

    Lesson declined(String because, String whom, Instant now) {
        return new Lesson(number, text, Outcome.DECLINED, null, null, because, whom, now);
    }
}
