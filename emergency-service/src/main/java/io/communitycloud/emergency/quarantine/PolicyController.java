package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.web.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The policies over HTTP: all, and the one for an arrival. */
@RestController
@RequestMapping("/api/v1/quarantine-policies")
class PolicyController {

    private final QuarantinePolicies policies;

    PolicyController(QuarantinePolicies policies) {
        this.policies = policies;
    }

    /** All rows as shipped, or those in force at an instant. */
    @GetMapping
    PolicyList listQuarantinePolicies(@RequestParam(required = false) @Nullable Instant at) {
        return new PolicyList(policies.all().stream()
                .filter(policy -> at == null || policy.inForceAt(at))
                .map(PolicyView::of)
                .toList());
    }

    /** Which policy an arrival at an instant is judged by, and when it would be over. */
    @GetMapping("/judgements")
    Judgement judgeArrival(
            @RequestParam Origin origin,
            @RequestParam Destination destination,
            @RequestParam Instant arrivedAt,
            @RequestParam(required = false) @Nullable Set<Condition> conditions) {
        QuarantinePolicy policy = policies.choose(
                        origin, destination, arrivedAt, conditions == null ? Set.of() : conditions)
                .orElseThrow(() -> new Refused(QuarantineRefusal.NO_POLICY_IN_FORCE));
        Stages stages = policy.stages(
                arrivedAt,
                policy.choice().contains(QuarantineKind.HOME) ? QuarantineKind.HOME : QuarantineKind.CENTRAL);
        return new Judgement(PolicyView.of(policy), stages.from(), stages.until(), stages.parts());
    }

    record PolicyList(List<PolicyView> items) {}

    /** @param stages as they would be; where the policy leaves a choice, at home where that is possible */
    record Judgement(PolicyView policy, Instant from, Instant until, List<Stage> stages) {}

    /**
     * A policy as it is shown.
     *
     * @param effectiveFrom the first instant of arrival it holds for
     * @param effectiveTo the first instant of arrival it no longer holds for, null while its end is open
     * @param basis whether it is documented or assumed, as the data say
     */
    record PolicyView(
            String id,
            Origin origin,
            Set<Destination> destinations,
            Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            int priority,
            int daysInCity,
            int daysAtHome,
            int daysAtDestination,
            int totalDays,
            @Nullable String transfer,
            Set<Condition> needs,
            Set<Condition> needsForHome,
            Set<QuarantineKind> choice,
            int tests,
            String basis) {

        static PolicyView of(QuarantinePolicy policy) {
            return new PolicyView(
                    policy.id(),
                    policy.origin(),
                    policy.destinations(),
                    policy.effectiveFrom(),
                    policy.effectiveTo(),
                    policy.priority(),
                    policy.daysInCity(),
                    policy.daysAtHome(),
                    policy.daysAtDestination(),
                    policy.totalDays(),
                    policy.transfer(),
                    policy.needs(),
                    policy.needsForHome(),
                    policy.choice(),
                    policy.tests(),
                    policy.basis());
        }
    }
}
