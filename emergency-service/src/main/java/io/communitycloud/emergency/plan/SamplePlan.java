package io.communitycloud.emergency.plan;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.catalogue.Shipped;
import io.communitycloud.emergency.plan.PlanSteps.ConversionStep;
import io.communitycloud.emergency.plan.PlanSteps.MobilisationStep;
import io.communitycloud.emergency.plan.PlanSteps.NoticeStep;
import io.communitycloud.emergency.plan.PlanSteps.ReservationStep;
import io.communitycloud.emergency.shipment.Shipment;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The shipped sample plan ({@code data/sample-plan.yaml}): synthetic, approved, to be exercised with. */
@Component
class SamplePlan implements Shipment {

    private static final String AUTHOR = "shipped-author";
    private static final String REVIEWER = "shipped-reviewer";
    private static final String APPROVER = "shipped-approver";

    private final Plans plans;
    private final AreaTree areas;
    private final Clock clock;
    private final Shipped file = Shipped.read("/data/sample-plan.yaml");

    SamplePlan(Plans plans, AreaTree areas, Clock clock) {
        this.plans = plans;
        this.areas = areas;
        this.clock = clock;
    }

    @Override
    public boolean load() {
        String area = file.text("area");
        List<String> path = areas.path(area);
        if (path.isEmpty()) {
            return false;
        }
        if (plans.find(file.text("id"), Scope.everything()).isEmpty()) {
            Instant now = clock.instant();
            Plan plan = Plan.begin(
                    file.text("id"),
                    area,
                    path,
                    file.text("kind"),
                    Set.copyOf(file.texts("incident_types")),
                    true,
                    now);
            PlanVersion version = PlanVersion.write(plan, 1, content(), AUTHOR, now);
            version.submit(AUTHOR);
            version.review(REVIEWER);
            version.approve(null, APPROVER, now);
            try {
                plans.begin(plan, version);
            } catch (DuplicateKeyException loadedByAnotherInstance) {
                return true;
            }
        }
        return true;
    }

    private Content content() {
        Map<String, String> parts = new TreeMap<>();
        Shipped words = file.map("parts");
        words.values().keySet().forEach(part -> parts.put(part.toString(), words.text(part.toString())));
        return new Content(
                file.text("title"),
                parts,
                file.list("duties").stream()
                        .map(duty ->
                                new Duty(duty.text("role"), duty.textOrNull("holder"), Set.copyOf(duty.texts("parts"))))
                        .toList(),
                new PlanSteps(
                        file.list("conversions").stream()
                                .map(step -> new ConversionStep(
                                        step.text("step"), step.text("facility"), step.number("within_minutes")))
                                .toList(),
                        file.list("reservations").stream()
                                .map(step -> new ReservationStep(
                                        step.text("step"),
                                        step.text("item"),
                                        step.number("quantity"),
                                        step.text("unit"),
                                        step.number("within_minutes")))
                                .toList(),
                        file.list("mobilisations").stream()
                                .map(step -> new MobilisationStep(
                                        step.text("step"),
                                        step.text("area"),
                                        step.texts("kinds"),
                                        step.number("teams"),
                                        step.texts("skills"),
                                        step.number("within_minutes")))
                                .toList(),
                        file.list("notices").stream()
                                .map(step -> new NoticeStep(
                                        step.text("step"),
                                        step.text("area"),
                                        step.text("category"),
                                        step.text("title"),
                                        step.text("body"),
                                        step.text("language"),
                                        step.texts("channels"),
                                        step.number("within_minutes")))
                                .toList()));
    }
}
