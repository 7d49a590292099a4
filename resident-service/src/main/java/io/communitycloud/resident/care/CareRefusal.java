package io.communitycloud.resident.care;

import io.communitycloud.common.web.Refusal;

/** Why nothing can be done for a household any more. */
sealed interface CareRefusal extends Refusal {

    /** The order is over, and the duty with it. */
    record Ended() implements CareRefusal {
        @Override
        public String code() {
            return "care-duty-ended";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }
}
