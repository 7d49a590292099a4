package io.communitycloud.emergency.catalogue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is shipped about incidents ({@code data/incident-types.yaml}, {@code data/four-early.yaml}). */
@Component
public final class Catalogue {

    private final Map<String, IncidentType> types = new LinkedHashMap<>();
    private final List<Grade> grades;
    private final List<ReportDeadline> deadlines;
    private final List<Threshold> thresholds;
    private final List<List<String>> transitions;
    private final Map<String, Duration> steps = new LinkedHashMap<>();
    private final List<String> planKinds;
    private final List<String> planParts;
    private final int planReviewMonths;
    private final List<String> closingFields;

    /** Reads what is shipped; data that cannot be understood keep the service from starting. */
    public Catalogue() {
        Shipped file = Shipped.read("/data/incident-types.yaml");
        for (Shipped row : file.list("types")) {
            IncidentType type = new IncidentType(row.text("id"), row.text("category"), row.text("zh"), row.text("en"));
            types.put(type.id(), type);
        }
        grades = file.list("grades").stream()
                .map(row -> new Grade(
                        row.number("id"),
                        row.text("zh"),
                        row.text("en"),
                        row.text("response"),
                        row.text("colour"),
                        row.text("lead_level")))
                .toList();
        deadlines =
                file.list("report_deadlines").stream().map(Catalogue::deadline).toList();
        thresholds = file.list("accident_grade_thresholds").stream()
                .map(row -> new Threshold(
                        row.number("grade"),
                        row.number("deaths_min"),
                        row.number("serious_injuries_min"),
                        row.number("loss_yuan_min")))
                .toList();
        transitions = file.map("life_cycle").rows("transitions");
        Shipped early = Shipped.read("/data/four-early.yaml");
        for (String step : file.texts("four_early")) {
            steps.put(step, Duration.ofMinutes(early.map("within_minutes").number(step)));
        }
        closingFields = early.texts("closing_fields");
        planKinds = file.texts("plan_kinds");
        planParts = file.texts("plan_parts");
        planReviewMonths = file.map("plan_rules").number("review_every_months");
    }

    public List<IncidentType> types() {
        return List.copyOf(types.values());
    }

    public Optional<IncidentType> type(String id) {
        return Optional.ofNullable(types.get(id));
    }

    public List<Grade> grades() {
        return grades;
    }

    public List<ReportDeadline> deadlines() {
        return deadlines;
    }

    /** The report deadlines of an incident. */
    public List<ReportDeadline> deadlinesOf(IncidentType type, int grade) {
        return deadlines.stream().filter(each -> each.applies(type, grade)).toList();
    }

    /** The four early steps (四早) in their order, each with its time from the moment the incident was known. */
    public Map<String, Duration> fourEarly() {
        return Map.copyOf(steps);
    }

    /** The mildest grade an accident with this harm may have; any one number is enough, and "and above" includes it. */
    public int gravestBy(IncidentType type, Harm harm) {
        if (!type.category().equals("B")) {
            return Grade.ORDINARY;
        }
        return thresholds.stream()
                .filter(threshold -> threshold.reached(harm))
                .mapToInt(Threshold::grade)
                .min()
                .orElse(Grade.ORDINARY);
    }

    /** Whether the life cycle goes from one state to another. */
    public boolean leads(String from, String to) {
        return transitions.contains(List.of(from, to));
    }

    /** What the closing report must say. */
    public List<String> closingFields() {
        return closingFields;
    }

    public List<String> planKinds() {
        return planKinds;
    }

    public List<String> planParts() {
        return planParts;
    }

    /** After how many months a plan is due for review. */
    public int planReviewMonths() {
        return planReviewMonths;
    }

    private static ReportDeadline deadline(Shipped row) {
        return new ReportDeadline(
                row.text("id"),
                row.text("from"),
                row.text("to"),
                row.text("medium"),
                Duration.ofMinutes(row.number("minutes")),
                row.numbers("applies_to_grades"),
                row.texts("applies_to_categories"),
                row.texts("applies_to_types"),
                row.flag("repeat"),
                row.text("basis"));
    }

    private record Threshold(int grade, int deaths, int injuries, long loss) {

        /** The mildest grade asks for nothing, so it is reached by everything. */
        boolean reached(Harm harm) {
            return reached(harm.deaths(), deaths)
                    || reached(harm.seriousInjuries(), injuries)
                    || reached(harm.lossYuan(), loss);
        }

        private static boolean reached(long number, long least) {
            return least > 0 && number >= least;
        }
    }
}
