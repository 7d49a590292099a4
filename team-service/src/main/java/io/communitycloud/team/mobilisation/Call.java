package io.communitycloud.team.mobilisation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A team's place in a mobilisation.
 *
 * @param inPlaceOf the team it was called for, where that one declined or named it
 * @param reason why it declined, in words
 */
public record Call(
        String teamId,
        Instant calledAt,
        @Nullable String inPlaceOf,
        CallAnswer answer,
        @Nullable Instant answeredAt,
        @Nullable String reason) {

    static Call to(String teamId, @Nullable String inPlaceOf, Instant now) {
        return new Call(teamId, now, inPlaceOf, CallAnswer.PENDING, null, null);
    }

    Call answered(CallAnswer how, @Nullable String why, Instant now) {
        return new Call(teamId, calledAt, inPlaceOf, how, now, why);
    }
}
