package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refusal.Kind;
import io.communitycloud.common.web.json.JsonShape;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;

/** Why a quarantine cannot be ordered, followed, changed or ended as asked. */
final class QuarantineRefusal {

    /** So many goods are on their way to her already. */
    static final Refusal TOO_MANY_SUPPLIES = Refusal.of("too-many-supplies", Kind.CONFLICT);
    /** The stock has not set the goods aside, or they were brought or lapsed already. */
    static final Refusal SUPPLY_NOT_RESERVED = Refusal.of("supply-not-reserved", Kind.CONFLICT);
    /** Nobody has brought the goods, or they were confirmed already. */
    static final Refusal SUPPLY_NOT_DELIVERED = Refusal.of("supply-not-delivered", Kind.CONFLICT);

    /** No policy of the data holds for such an arrival. */
    static final Refusal NO_POLICY_IN_FORCE =
            Refusal.of("no-quarantine-policy-in-force", Kind.RULE).at("/arrivedAt");

    /** The policy leaves no choice, or not this one. */
    static Refusal kindNotOfPolicy(String policy) {
        return Refusal.of("quarantine-kind-not-of-policy", Kind.RULE)
                .at("/kind")
                .with("policy", policy);
    }

    /** What must be so before she may stay at home is not. */
    static Refusal homeNotFit(Collection<Condition> missing) {
        return Refusal.of("home-not-fit-for-quarantine", Kind.RULE)
                .at("/conditions")
                .with("missing", names(missing));
    }

    /** There is no such resident in the caller's area, or she is dead or gone. */
    static final Refusal NO_SUCH_RESIDENT =
            Refusal.of("resident-not-known", Kind.RULE).at("/residentId");

    /** Who has not arrived yet cannot be judged by her arrival. */
    static final Refusal NOT_ARRIVED_YET =
            Refusal.of("not-arrived-yet", Kind.RULE).at("/arrivedAt");

    /** By its policy the order would be over already. */
    static Refusal overAlready(Instant until) {
        return Refusal.of("quarantine-over-already", Kind.RULE).at("/arrivedAt").with("until", JsonShape.format(until));
    }

    /** A person has one order at a time: the one she has is extended instead. */
    static final Refusal IN_QUARANTINE_ALREADY =
            Refusal.of("in-quarantine-already", Kind.CONFLICT).at("/residentId");

    /** Somebody else is ordering it at this moment. */
    static final Refusal BEING_ORDERED = Refusal.of("quarantine-being-ordered", Kind.CONFLICT);

    /** The order is over. */
    static final Refusal NOT_IN_FORCE = Refusal.of("quarantine-not-in-force", Kind.CONFLICT);

    /** The order is still in force. */
    static Refusal stillInForce(Instant until) {
        return Refusal.of("quarantine-still-in-force", Kind.CONFLICT).with("until", JsonShape.format(until));
    }

    /** It ended in a way after which nobody is released. */
    static Refusal nothingToRelease(QuarantineOutcome outcome) {
        return Refusal.of("nothing-to-release", Kind.CONFLICT).with("outcome", outcome.name());
    }

    /** What must be so before she is released is not. */
    static Refusal notClear(Collection<ReleaseRule> broken) {
        return Refusal.of("not-clear-for-release", Kind.RULE).with("missing", names(broken));
    }

    /** An extension ends later, a shortening earlier, and neither in the past. */
    static final Refusal END_OUT_OF_ORDER =
            Refusal.of("quarantine-end-out-of-order", Kind.RULE).at("/until");

    /** Longer than this nobody decides at once. */
    static Refusal lastsTooLong(long days) {
        return Refusal.of("quarantine-lasts-too-long", Kind.RULE).at("/until").with("days", days);
    }

    /** An override that changes nothing. */
    static final Refusal NOTHING_OVERRIDDEN = Refusal.of("nothing-overridden", Kind.RULE);

    /** Who asked cannot approve. */
    static final Refusal SECOND_PERSON_NEEDED = Refusal.of("second-person-needed", Kind.RULE);

    /** It was decided before. */
    static final Refusal DECIDED_ALREADY = Refusal.of("override-decided-already", Kind.CONFLICT);

    /** There is no such task within the order, or its hours have not come yet. */
    static final Refusal NO_SUCH_TASK =
            Refusal.of("no-such-follow-up-task", Kind.RULE).at("/slot");

    /** It was answered already. */
    static final Refusal ANSWERED_ALREADY = Refusal.of("follow-up-answered-already", Kind.CONFLICT);

    /** What was told does not fit how it ended. */
    static Refusal reportIncomplete(String at) {
        return Refusal.of("follow-up-incomplete", Kind.RULE).at(at);
    }

    /** It was told of before. */
    static final Refusal SERVED_ALREADY = Refusal.of("quarantine-served-already", Kind.CONFLICT);

    /** Nothing can have happened in the future or before she arrived. */
    static Refusal timeOutOfOrder(String at) {
        return Refusal.of("time-out-of-order", Kind.RULE).at(at);
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    }

    private QuarantineRefusal() {}
}
