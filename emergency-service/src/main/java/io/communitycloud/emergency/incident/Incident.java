package io.communitycloud.emergency.incident;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.Catalogue;
import io.communitycloud.emergency.catalogue.Harm;
import io.communitycloud.emergency.catalogue.IncidentType;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.catalogue.ReportDeadline;
import io.communitycloud.emergency.incident.IncidentEvent.EscalationReason;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentAsIs;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentAssessed;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentClockMissed;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentClosed;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentCorrected;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentEscalated;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentHandled;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentJoined;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentReopened;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentReportMade;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentReported;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentReviewed;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentWarned;
import io.communitycloud.emergency.incident.IncidentEvent.ReporterSays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * Something that happened, under one case number from the first report to the lesson.
 *
 * <p>It stays in the area where it happened; what moves up is the level that handles it. All that follows from it is told
 * under its id as correlation.
 */
@AggregateRoot(collection = "incidents", topic = "emergency.incidents.v1")
public final class Incident extends Aggregate {

    static final String WARN = "warn";
    static final String JUDGE = "judge";
    static final String HANDLE = "handle";

    /** Later than any deadline: what has none still has its place in the list of deadlines. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final int MOST_MEASURES = 200;

    private final String caseNumber;
    private final String type;
    private final boolean exercise;
    private final String reporter;
    private Report report;
    private int grade;
    private boolean judged;
    private IncidentState status;
    private Level level;
    private List<ClockItem> clock;
    private List<Measure> measures = List.of();
    private List<String> failedActivations = List.of();
    private Instant nextDue;
    private boolean ticking;
    private String near;
    private @Nullable String joinedTo;
    private @Nullable ClosingReport closing;

    @PersistenceCreator
    Incident(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String caseNumber,
            String type,
            boolean exercise,
            String reporter,
            Report report,
            int grade,
            IncidentState status,
            Level level,
            List<ClockItem> clock,
            Instant nextDue,
            String near) {
        super(id, area, scope, createdAt);
        this.caseNumber = caseNumber;
        this.type = type;
        this.exercise = exercise;
        this.reporter = reporter;
        this.report = report;
        this.grade = grade;
        this.status = status;
        this.level = level;
        this.clock = List.copyOf(clock);
        this.nextDue = nextDue;
        this.near = near;
    }

    /**
     * Reports an incident; its clocks count from the moment it was known.
     *
     * @param level of the area it is reported for: it is handled there first
     * @throws Refused where it would have been known in the future
     */
    static Incident report(
            String id,
            String area,
            List<String> path,
            IncidentType type,
            int grade,
            boolean exercise,
            Level level,
            Report report,
            Catalogue catalogue,
            String by,
            Instant now) {
        if (report.knownAt().isAfter(now)) {
            throw new Refused(IncidentRefusal.Plain.KNOWN_IN_THE_FUTURE);
        }
        List<ClockItem> clock = new ArrayList<>();
        for (Map.Entry<String, Duration> step : catalogue.fourEarly().entrySet()) {
            if (!step.getValue().isZero()) {
                clock.add(ClockItem.step(step.getKey(), report.knownAt().plus(step.getValue())));
            }
        }
        clock.sort(Comparator.comparing(ClockItem::due));
        for (ReportDeadline deadline : catalogue.deadlinesOf(type, grade)) {
            clock.add(ClockItem.report(deadline, report.knownAt()));
        }
        Incident incident = new Incident(
                id,
                area,
                path,
                now,
                CaseNumbers.of(id, now),
                type.id(),
                exercise,
                by,
                report,
                grade,
                IncidentState.REPORTED,
                level,
                clock,
                NEVER,
                Nearness.keyOf(type.id(), report));
        incident.wind();
        incident.register(new IncidentReported(
                id, incident.caseNumber, type.id(), grade, area, exercise, report.knownAt(), level, by));
        return incident;
    }

    /**
     * Puts right what was reported. Its clocks stay as they were set.
     *
     * @throws Refused where it is over
     */
    void correct(Report corrected, String by) {
        requireOpen(status);
        if (corrected.equals(report)) {
            return;
        }
        report = corrected;
        near = Nearness.keyOf(type, corrected);
        register(new IncidentCorrected(id(), caseNumber, type, grade, area(), exercise, by));
    }

    /** Warns the level above, once; warned already, nothing changes. */
    void warn(String by, Instant now) {
        requireOpen(IncidentState.REPORTED);
        if (isDone(WARN)) {
            return;
        }
        meet(WARN, now);
        meet("committee_phone", now);
        register(new IncidentWarned(id(), caseNumber, type, grade, area(), exercise, isLate(WARN), by));
    }

    /**
     * Judges how grave it is, or judges anew. Whoever judges was warned; the grade decides which level leads, and who has
     * it keeps it.
     *
     * @throws Refused where it is over, or its harm asks for a graver grade
     */
    void assess(int judgedGrade, Harm harm, Catalogue catalogue, String by, Instant now) {
        if (judged) {
            requireOpen(IncidentState.GRADED);
        } else {
            requireLead(IncidentState.VERIFIED, catalogue);
        }
        IncidentType known = catalogue.type(type).orElseThrow();
        int least = catalogue.gravestBy(known, harm);
        if (judgedGrade > least) {
            throw new Refused(new IncidentRefusal.GradeTooMild(judgedGrade, least));
        }
        if (!isDone(WARN)) {
            warn(by, now);
        }
        status = judged ? status : IncidentState.GRADED;
        grade = judgedGrade;
        judged = true;
        meet(JUDGE, now);
        List<ClockItem> owed = new ArrayList<>(clock);
        for (ReportDeadline deadline : catalogue.deadlinesOf(known, judgedGrade)) {
            if (item(deadline.id()).isEmpty()) {
                owed.add(ClockItem.report(deadline, report.knownAt()));
            }
        }
        clock = List.copyOf(owed);
        wind();
        register(new IncidentAssessed(id(), caseNumber, type, grade, area(), exercise, false, isLate(JUDGE), by));
        raiseTo(leading(catalogue), EscalationReason.GRADE, by);
    }

    /** Says that there is nothing. */
    void dismiss(Catalogue catalogue, String by, Instant now) {
        requireLead(IncidentState.FALSE_ALARM, catalogue);
        meet(JUDGE, now);
        boolean late = isLate(JUDGE);
        end(IncidentState.FALSE_ALARM);
        register(new IncidentAssessed(id(), caseNumber, type, grade, area(), exercise, true, late, by));
    }

    /** Makes a report that is owed. */
    void makeReport(String deadline, String by, Instant now) {
        ClockItem owed = item(deadline)
                .filter(item -> item.kind() == ClockItem.Kind.REPORT && !item.isDone())
                .orElseThrow(() -> new Refused(IncidentRefusal.Plain.NOTHING_OWED));
        boolean late = owed.isLate() || owed.isOverdue(now);
        meet(deadline, now);
        register(new IncidentReportMade(id(), caseNumber, type, grade, area(), exercise, deadline, late, by));
    }

    /**
     * Does something about it.
     *
     * @param to responding, controlled or recovering
     * @throws Refused where the life cycle has no way there, or a higher level handles it
     */
    void handle(
            IncidentState to,
            String what,
            @Nullable LegalBasis legalBasis,
            Level callersLevel,
            Catalogue catalogue,
            String by,
            Instant now) {
        requireLead(to, catalogue);
        requireHandler(callersLevel);
        if (measures.size() == MOST_MEASURES) {
            throw new Refused(IncidentRefusal.Plain.TOO_MANY_MEASURES);
        }
        status = to;
        meet(HANDLE, now);
        if (to != IncidentState.RESPONDING) {
            clock = clock.stream().filter(item -> item.repeatMinutes() == 0).toList();
            wind();
        }
        List<Measure> more = new ArrayList<>(measures);
        more.add(new Measure(what, to, legalBasis, by, now));
        measures = List.copyOf(more);
        register(new IncidentHandled(id(), caseNumber, type, grade, area(), exercise, to, isLate(HANDLE), by));
    }

    /**
     * Hands it one level up, with all that is known, under the same case number.
     *
     * @throws Refused where it is over, handled above, or at the top
     */
    void escalate(Level callersLevel, String by) {
        requireOpen(status);
        requireHandler(callersLevel);
        if (level == Level.CITY) {
            throw new Refused(IncidentRefusal.Plain.AT_THE_TOP);
        }
        raiseTo(above(level), EscalationReason.REQUEST, by);
    }

    /**
     * Takes it to the level above, where there is one: a step of an activated plan failed or was late.
     *
     * @param activation counts once, however many of its steps fail
     */
    public void stepFailed(String activation) {
        if (status.isOver() || failedActivations.contains(activation)) {
            return;
        }
        List<String> failed = new ArrayList<>(failedActivations);
        failed.add(activation);
        failedActivations = List.copyOf(failed);
        if (level != Level.CITY) {
            raiseTo(above(level), EscalationReason.STEP, null);
        }
    }

    /**
     * Tells of what is overdue, of each once; a missed step takes the incident one level up.
     *
     * <p>However much came due while nobody looked, each missed step is one level.
     */
    void missDue(Instant now) {
        if (status.isOver()) {
            return;
        }
        for (ClockItem item : clock) {
            if (item.isOverdue(now)) {
                ClockItem missed = item.missed(now);
                replace(missed);
                register(new IncidentClockMissed(
                        id(), caseNumber, type, grade, area(), exercise, item.id(), item.due(), missed.misses()));
                if (item.kind() == ClockItem.Kind.STEP && level != Level.CITY) {
                    raiseTo(above(level), EscalationReason.CLOCK, null);
                }
            }
        }
        wind();
    }

    /**
     * Goes on as part of another report of the same thing.
     *
     * @throws Refused where it is over, or the other is no such incident
     */
    void joinTo(Incident other, String by) {
        if (joinedTo != null) {
            throw new Refused(IncidentRefusal.Plain.JOINED_ALREADY);
        }
        requireOpen(IncidentState.JOINED);
        if (other.id().equals(id())
                || other.status.isOver()
                || other.exercise != exercise
                || !other.type.equals(type)) {
            throw new Refused(IncidentRefusal.Plain.NOT_THE_SAME);
        }
        joinedTo = other.id();
        end(IncidentState.JOINED);
        register(new IncidentJoined(id(), caseNumber, type, grade, area(), exercise, other.id(), by));
    }

    /**
     * Closes it.
     *
     * @throws Refused where the life cycle has no way there, a higher level handles it, the data ask for more, or the
     *     reporter disagrees and nobody answered her
     */
    void close(ClosingReport with, Level callersLevel, Catalogue catalogue, String by) {
        requireLead(IncidentState.CLOSED, catalogue);
        requireHandler(callersLevel);
        List<String> missing = with.lacks(catalogue.closingFields());
        if (!missing.isEmpty()) {
            throw new Refused(new IncidentRefusal.ClosingReportIncomplete(missing));
        }
        if (with.reporterView() == ReporterSays.DISAGREES && with.answerToReporter() == null) {
            throw new Refused(IncidentRefusal.Plain.REPORTER_UNANSWERED);
        }
        closing = with;
        end(IncidentState.CLOSED);
        register(new IncidentClosed(id(), caseNumber, type, grade, area(), exercise, with.reporterView(), by));
    }

    /**
     * Opens a closed one again; whoever handled it is always told. What was reported at its end stays readable.
     *
     * @throws Refused where it is not closed
     */
    void reopen(String by) {
        if (status != IncidentState.CLOSED && status != IncidentState.REVIEWED) {
            throw new Refused(new IncidentRefusal.StateForbids(status, IncidentState.RESPONDING));
        }
        status = IncidentState.RESPONDING;
        register(new IncidentReopened(id(), caseNumber, type, grade, area(), exercise, level, by));
    }

    /** Its lessons are drawn; reviewed already or opened again, nothing changes. */
    public void review() {
        if (status == IncidentState.CLOSED) {
            status = IncidentState.REVIEWED;
            register(new IncidentReviewed(id(), caseNumber, type, grade, area(), exercise));
        }
    }

    /** What every event that follows from this incident is told under. */
    public Cause cause() {
        Cause current = Cause.current();
        return new Cause(id(), current == null ? null : current.causationId());
    }

    private Level leading(Catalogue catalogue) {
        String lead = catalogue.grades().stream()
                .filter(each -> each.id() == grade)
                .findFirst()
                .orElseThrow()
                .leadLevel();
        return lead.startsWith("city") ? Level.CITY : lead.endsWith("street") ? Level.STREET : Level.DISTRICT;
    }

    /** Never takes it down: who has it keeps it. */
    private void raiseTo(Level to, EscalationReason reason, @Nullable String by) {
        if (to.compareTo(level) < 0) {
            Level from = level;
            level = to;
            register(new IncidentEscalated(id(), caseNumber, type, grade, area(), exercise, from, to, reason, by));
        }
    }

    private static Level above(Level level) {
        return switch (level) {
            case CITY, DISTRICT -> Level.CITY;
            case STREET -> Level.DISTRICT;
            case COMMITTEE -> Level.STREET;
        };
    }

    private void requireOpen(IncidentState wanted) {
        if (status.isOver()) {
            throw new Refused(new IncidentRefusal.StateForbids(status, wanted));
        }
    }

    private void requireLead(IncidentState to, Catalogue catalogue) {
        if (!catalogue.leads(status.code(), to.code())) {
            throw new Refused(new IncidentRefusal.StateForbids(status, to));
        }
    }

    private void requireHandler(Level callersLevel) {
        if (callersLevel.compareTo(level) > 0) {
            throw new Refused(new IncidentRefusal.HandledAbove(level));
        }
    }

    private void end(IncidentState how) {
        status = how;
        wind();
    }

    private void meet(String id, Instant now) {
        item(id).filter(item -> !item.isDone()).ifPresent(item -> replace(item.met(now)));
        wind();
    }

    private void replace(ClockItem changed) {
        clock = clock.stream()
                .map(item -> item.id().equals(changed.id()) ? changed : item)
                .toList();
    }

    private Optional<ClockItem> item(String id) {
        return clock.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    private boolean isDone(String step) {
        return item(step).map(ClockItem::isDone).orElse(true);
    }

    private boolean isLate(String step) {
        return item(step).map(ClockItem::isLate).orElse(false);
    }

    /** Sets when somebody must look again. */
    private void wind() {
        nextDue = status.isOver()
                ? NEVER
                : clock.stream()
                        .filter(ClockItem::isOpen)
                        .map(ClockItem::due)
                        .min(Instant::compareTo)
                        .orElse(NEVER);
        ticking = nextDue.isBefore(NEVER);
    }

    public String caseNumber() {
        return caseNumber;
    }

    public String type() {
        return type;
    }

    public boolean exercise() {
        return exercise;
    }

    public int grade() {
        return grade;
    }

    public IncidentState status() {
        return status;
    }

    public Level level() {
        return level;
    }

    String reporter() {
        return reporter;
    }

    Report report() {
        return report;
    }

    boolean isJudged() {
        return judged;
    }

    List<ClockItem> clock() {
        return clock;
    }

    List<Measure> measures() {
        return measures;
    }

    Instant nextDue() {
        return nextDue;
    }

    boolean isTicking() {
        return ticking;
    }

    String near() {
        return near;
    }

    @Nullable
    String joinedTo() {
        return joinedTo;
    }

    @Nullable
    ClosingReport closing() {
        return closing;
    }

    @Override
    public DomainEvent state() {
        return new IncidentAsIs(id(), caseNumber, type, grade, area(), exercise, status, level, report.knownAt());
    }
}
