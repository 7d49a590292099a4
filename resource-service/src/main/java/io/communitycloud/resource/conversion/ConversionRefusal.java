package io.communitycloud.resource.conversion;

import io.communitycloud.common.web.Refusal;
import java.util.Map;

/** Why a conversion or one of its steps cannot go on as asked. */
sealed interface ConversionRefusal extends Refusal {

    /** A refusal that says all by its name. */
    enum Plain implements ConversionRefusal {
        /** There is no plan or no target for such a facility. */
        NOT_CONVERTIBLE("facility-not-convertible", Kind.RULE),
        /** The facility is being converted for another cause. */
        RUNNING("conversion-running", Kind.CONFLICT),
        /** The facility is not in the mode that the conversion starts from. */
        WRONG_MODE("conversion-wrong-mode", Kind.CONFLICT),
        /** The conversion is completed or cancelled. */
        OVER("conversion-over", Kind.CONFLICT),
        /** There is no such step. */
        UNKNOWN_STEP("conversion-unknown-step", Kind.RULE),
        /** Steps it comes after are not done. */
        TOO_EARLY("conversion-step-too-early", Kind.CONFLICT),
        /** Nobody knows whether a bed is occupied. */
        OCCUPANCY_UNKNOWN("occupancy-unknown", Kind.CONFLICT),
        /** The first of the two persons has not confirmed yet. */
        NOT_CONFIRMED("conversion-not-confirmed", Kind.CONFLICT),
        /** The person who approves must be another than the one who confirmed. */
        SAME_PERSON("conversion-same-person", Kind.RULE);

        private final String code;
        private final Kind kind;

        Plain(String code, Kind kind) {
            this.code = code;
            this.kind = kind;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    /** Somebody still lies in a bed. */
    record BedsOccupied(long beds) implements ConversionRefusal {
        @Override
        public String code() {
            return "beds-occupied";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("beds", beds);
        }
    }
}
