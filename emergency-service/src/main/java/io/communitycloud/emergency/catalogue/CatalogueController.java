package io.communitycloud.emergency.catalogue;

import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is shipped about incidents, over HTTP. */
@RestController
@RequestMapping("/api/v1/incident-types")
class CatalogueController {

    private final Catalogue catalogue;

    CatalogueController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Types, grades, report deadlines, the times of the four early steps, and what plans are made of. */
    @GetMapping
    CatalogueView listIncidentTypes() {
        return new CatalogueView(
                catalogue.types(),
                catalogue.grades(),
                catalogue.deadlines().stream().map(DeadlineView::of).toList(),
                catalogue.fourEarly().entrySet().stream()
                        .map(step -> new EarlyStepView(
                                step.getKey(), Math.toIntExact(step.getValue().toMinutes())))
                        .sorted(Comparator.comparingInt(EarlyStepView::withinMinutes))
                        .toList(),
                catalogue.closingFields(),
                catalogue.planKinds(),
                catalogue.planParts(),
                catalogue.planReviewMonths());
    }

    /** Everything an officer chooses from. */
    record CatalogueView(
            List<IncidentType> types,
            List<Grade> grades,
            List<DeadlineView> reportDeadlines,
            List<EarlyStepView> fourEarly,
            List<String> closingFields,
            List<String> planKinds,
            List<String> planParts,
            int planReviewMonths) {}

    /** A report deadline as it is shown. */
    record DeadlineView(
            String id,
            String from,
            String to,
            String medium,
            int withinMinutes,
            List<Integer> grades,
            List<String> categories,
            List<String> types,
            boolean repeats,
            String basis) {

        static DeadlineView of(ReportDeadline deadline) {
            return new DeadlineView(
                    deadline.id(),
                    deadline.from(),
                    deadline.to(),
                    deadline.medium(),
                    Math.toIntExact(deadline.within().toMinutes()),
                    deadline.grades(),
                    deadline.categories(),
                    deadline.types(),
                    deadline.repeats(),
                    deadline.basis());
        }
    }

    /** One of the four early steps. */
    record EarlyStepView(String step, int withinMinutes) {}
}
