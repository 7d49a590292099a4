package io.communitycloud.emergency.readiness;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.plan.Plan;
import io.communitycloud.emergency.plan.PlanVersion;
import io.communitycloud.emergency.plan.Plans;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a plan lacks, over HTTP. */
@RestController
@RequestMapping("/api/v1/plans/{id}/gaps")
class ReadinessController {

    private final Plans plans;
    private final Readiness readiness;

    ReadinessController(Plans plans, Readiness readiness) {
        this.plans = plans;
        this.readiness = readiness;
    }

    /** What the version in force counts on and is not there: roles without holder, facilities, teams, goods. */
    @GetMapping
    GapsView readPlanGaps(@PathVariable String id, Scope scope) {
        Plan plan = plans.require(id, scope);
        PlanVersion version = plans.inForce(plan)
                .orElseThrow(() -> new Refused(Refusal.of("plan-not-in-force", Refusal.Kind.CONFLICT)));
        Readiness.Report report = readiness.of(plan, version.content());
        return new GapsView(plan.id(), version.number(), report.readiness(), report.gaps());
    }

    /**
     * What a plan lacks.
     *
     * @param readiness of a hundred
     */
    record GapsView(String planId, int planVersion, int readiness, List<Readiness.Gap> gaps) {}
}
