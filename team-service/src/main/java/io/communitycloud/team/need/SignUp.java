package io.communitycloud.team.need;

import java.time.Instant;

/** A volunteer's word for a need. */
public record SignUp(String volunteerId, SignUpState state, Instant at) {

    SignUp as(SignUpState other) {
        return new SignUp(volunteerId, other, at);
    }

    /** Whether she has a place or waits for one. */
    boolean counts() {
        return state != SignUpState.WITHDRAWN;
    }
}
