package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.json.JsonShape;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a quarantine cannot be ordered, followed, changed or ended as asked. */
sealed interface QuarantineRefusal extends Refusal {

    /** So many goods are on their way to her already. */
    Refusal TOO_MANY_SUPPLIES = Refusal.of("too-many-supplies", Kind.CONFLICT);
    /** The stock has not set the goods aside, or they were brought or lapsed already. */
    Refusal SUPPLY_NOT_RESERVED = Refusal.of("supply-not-reserved", Kind.CONFLICT);
    /** Nobody has brought the goods, or they were confirmed already. */
    Refusal SUPPLY_NOT_DELIVERED = Refusal.of("supply-not-delivered", Kind.CONFLICT);

    /** No policy of the data holds for such an arrival. */
    record NoPolicyInForce() implements QuarantineRefusal {
        @Override
        public String code() {
            return "no-quarantine-policy-in-force";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public String pointer() {
            return "/arrivedAt";
        }
    }

    /** The policy leaves no choice, or not this one. */
    record KindNotOfPolicy(String policy) implements QuarantineRefusal {
        @Override
        public String code() {
            return "quarantine-kind-not-of-policy";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("policy", policy);
        }

        @Override
        public String pointer() {
            return "/kind";
        }
    }

    /** What must be so before she may stay at home is not. */
    record HomeNotFit(Collection<Condition> missing) implements QuarantineRefusal {
        @Override
        public String code() {
            return "home-not-fit-for-quarantine";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("missing", names(missing));
        }

        @Override
        public String pointer() {
            return "/conditions";
        }
    }

    /** There is no such resident in the caller's area, or she is dead or gone. */
    record NoSuchResident() implements QuarantineRefusal {
        @Override
        public String code() {
            return "resident-not-known";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public String pointer() {
            return "/residentId";
        }
    }

    /** Who has not arrived yet cannot be judged by her arrival. */
    record NotArrivedYet() implements QuarantineRefusal {
        @Override
        public String code() {
            return "not-arrived-yet";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public String pointer() {
            return "/arrivedAt";
        }
    }

    /** By its policy the order would be over already. */
    record OverAlready(Instant until) implements QuarantineRefusal {
        @Override
        public String code() {
            return "quarantine-over-already";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("until", JsonShape.format(until));
        }

        @Override
        public String pointer() {
            return "/arrivedAt";
        }
    }

    /** A person has one order at a time: the one she has is extended instead. */
    record InQuarantineAlready() implements QuarantineRefusal {
        @Override
        public String code() {
            return "in-quarantine-already";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String pointer() {
            return "/residentId";
        }
    }

    /** Somebody else is ordering it at this moment. */
    record BeingOrdered() implements QuarantineRefusal {
        @Override
        public String code() {
            return "quarantine-being-ordered";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** The order is over. */
    record NotInForce() implements QuarantineRefusal {
        @Override
        public String code() {
            return "quarantine-not-in-force";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** The order is still in force. */
    record StillInForce(Instant until) implements QuarantineRefusal {
        @Override
        public String code() {
            return "quarantine-still-in-force";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("until", JsonShape.format(until));
        }
    }

    /** It ended in a way after which nobody is released. */
    record NothingToRelease(QuarantineOutcome outcome) implements QuarantineRefusal {
        @Override
        public String code() {
            return "nothing-to-release";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("outcome", outcome.name());
        }
    }

    /** What must be so before she is released is not. */
    record NotClear(Collection<ReleaseRule> broken) implements QuarantineRefusal {
        @Override
        public String code() {
            return "not-clear-for-release";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("missing", names(broken));
        }
    }

    /** An extension ends later, a shortening earlier, and neither in the past. */
    record EndOutOfOrder() implements QuarantineRefusal {
        @Override
        public String code() {
            return "quarantine-end-out-of-order";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public String pointer() {
            return "/until";
        }
    }

    /** Longer than this nobody decides at once. */
    record LastsTooLong(long days) implements QuarantineRefusal {
        @Override
        public String code() {
            return "quarantine-lasts-too-long";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("days", days);
        }

        @Override
        public String pointer() {
            return "/until";
        }
    }

    /** An override that changes nothing. */
    record NothingOverridden() implements QuarantineRefusal {
        @Override
        public String code() {
            return "nothing-overridden";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }
    }

    /** Who asked cannot approve. */
    record SecondPersonNeeded() implements QuarantineRefusal {
        @Override
        public String code() {
            return "second-person-needed";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }
    }

    /** It was decided before. */
    record DecidedAlready() implements QuarantineRefusal {
        @Override
        public String code() {
            return "override-decided-already";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** There is no such task within the order, or its hours have not come yet. */
    record NoSuchTask() implements QuarantineRefusal {
        @Override
        public String code() {
            return "no-such-follow-up-task";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public String pointer() {
            return "/slot";
        }
    }

    /** It was answered already. */
    record AnsweredAlready() implements QuarantineRefusal {
        @Override
        public String code() {
            return "follow-up-answered-already";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** What was told does not fit how it ended. */
    record ReportIncomplete(String at) implements QuarantineRefusal {
        @Override
        public String code() {
            return "follow-up-incomplete";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public @Nullable String pointer() {
            return at;
        }
    }

    /** It was told of before. */
    record ServedAlready() implements QuarantineRefusal {
        @Override
        public String code() {
            return "quarantine-served-already";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** Nothing can have happened in the future or before she arrived. */
    record TimeOutOfOrder(String at) implements QuarantineRefusal {
        @Override
        public String code() {
            return "time-out-of-order";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public String pointer() {
            return at;
        }
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    }
}
