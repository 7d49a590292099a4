package io.communitycloud.emergency.readiness;

import io.communitycloud.emergency.plan.Content;
import io.communitycloud.emergency.plan.Duty;
import io.communitycloud.emergency.plan.Plan;
import io.communitycloud.emergency.plan.PlanSteps;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Holds what a plan counts on against what there is. */
@Component
class Readiness {

    private static final int WHOLE = 100;

    private final Means means;

    Readiness(Means means) {
        this.means = means;
    }

    /** What a plan's words count on and what of it is missing. */
    Report of(Plan plan, Content content) {
        List<Gap> gaps = new ArrayList<>();
        int wanted = 0;
        for (Duty duty : content.duties()) {
            wanted++;
            if (duty.holder() == null) {
                gaps.add(new Gap(Kind.NO_HOLDER, duty.role(), 1, 0));
            }
        }
        for (PlanSteps.Step step : content.steps().all()) {
            wanted++;
            switch (step) {
                case PlanSteps.ConversionStep conversion -> {
                    if (!means.hasFacility(conversion.facilityId())) {
                        gaps.add(new Gap(Kind.NO_FACILITY, step.step(), 1, 0));
                    }
                }
                case PlanSteps.ReservationStep reservation -> {
                    long found = means.quantity(plan.area(), reservation.item());
                    if (found < reservation.quantity()) {
                        gaps.add(new Gap(Kind.TOO_LITTLE_STOCK, step.step(), reservation.quantity(), found));
                    }
                }
                case PlanSteps.MobilisationStep mobilisation -> {
                    long found = means.teams(mobilisation.area(), mobilisation.kinds());
                    if (found < mobilisation.teams()) {
                        gaps.add(new Gap(Kind.TOO_FEW_TEAMS, step.step(), mobilisation.teams(), found));
                    }
                }
                case PlanSteps.NoticeStep _ -> {
                    // A notice needs nothing but households, who are there.
                }
            }
        }
        return new Report(wanted == 0 ? WHOLE : WHOLE * (wanted - gaps.size()) / wanted, gaps);
    }

    /** What kind of thing is missing. */
    enum Kind {
        NO_HOLDER,
        NO_FACILITY,
        TOO_LITTLE_STOCK,
        TOO_FEW_TEAMS
    }

    /**
     * Something that a plan counts on and that is not there, or not enough.
     *
     * @param what the role or the step
     */
    record Gap(Kind kind, String what, long wanted, long found) {}

    /** How ready a plan is, of a hundred, and what is missing. */
    record Report(int readiness, List<Gap> gaps) {}
}
