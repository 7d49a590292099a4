package io.communitycloud.resident.resident;

import io.communitycloud.common.web.Refusal;
import org.jspecify.annotations.Nullable;

/** Why a resident's entry cannot be made or changed as asked. */
sealed interface ResidentRefusal extends Refusal {

    /** The person is in the register already, here or in another committee. */
    record AlreadyRegistered() implements ResidentRefusal {
        @Override
        public String code() {
            return "already-registered";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public @Nullable String pointer() {
            return "/idNumber";
        }
    }

    /** Somebody else is registering the same person at this moment. */
    record BeingRegistered() implements ResidentRefusal {
        @Override
        public String code() {
            return "being-registered";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** The person lives in that household already. */
    record LivesThereAlready() implements ResidentRefusal {
        @Override
        public String code() {
            return "lives-there-already";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public @Nullable String pointer() {
            return "/householdId";
        }
    }

    /** The person belongs to that organisation already. */
    record BelongsToIt() implements ResidentRefusal {
        @Override
        public String code() {
            return "belongs-to-it-already";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public @Nullable String pointer() {
            return "/organisationId";
        }
    }

    /** The person does not belong to that organisation. */
    record BelongsNotToIt() implements ResidentRefusal {
        @Override
        public String code() {
            return "belongs-not-to-it";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** Nothing more can happen to the entry of a person who died. */
    record Deceased() implements ResidentRefusal {
        @Override
        public String code() {
            return "resident-deceased";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /**
     * The day lies in the future, before the person was born, or before the present link began.
     *
     * @param pointer the member that says the day
     */
    record DayOutOfOrder(String pointer) implements ResidentRefusal {
        @Override
        public String code() {
            return "day-out-of-order";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }
    }

    /** The household lies in another area than the one given. */
    record HouseholdElsewhere() implements ResidentRefusal {
        @Override
        public String code() {
            return "household-elsewhere";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public @Nullable String pointer() {
            return "/householdId";
        }
    }
}
