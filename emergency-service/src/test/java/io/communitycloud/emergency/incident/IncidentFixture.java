package io.communitycloud.emergency.incident;

import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.emergency.catalogue.Catalogue;
import io.communitycloud.emergency.catalogue.Harm;
import io.communitycloud.emergency.incident.IncidentEvent.ReporterSays;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Incidents as tests speak of them: reported in a committee at ten in the morning. */
public final class IncidentFixture {

    static final Instant TEN = Instant.parse("2026-11-22T02:00:00Z");
    static final Catalogue CATALOGUE = new Catalogue();
    static final String WORKER = "worker";
    static final String OPERATOR = "operator";

    private String id = "01KAM3C9W0D0000000000000N1";
    private String type = "A03";
    private int grade = 4;
    private boolean exercise;
    private Instant knownAt = TEN;
    private @Nullable Double latitude;
    private @Nullable Double longitude;

    public static IncidentFixture anIncident() {
        return new IncidentFixture();
    }

    IncidentFixture named(String newId) {
        id = newId;
        return this;
    }

    IncidentFixture of(String newType) {
        type = newType;
        return this;
    }

    IncidentFixture guessed(int newGrade) {
        grade = newGrade;
        return this;
    }

    public IncidentFixture inAnExercise() {
        exercise = true;
        return this;
    }

    IncidentFixture knownAt(Instant moment) {
        knownAt = moment;
        return this;
    }

    IncidentFixture at(double north, double east) {
        latitude = north;
        longitude = east;
        return this;
    }

    public Incident reported() {
        return Incident.report(
                id,
                "310101002001",
                List.of("310000000000", "310101000000", "310101002000", "310101002001"),
                CATALOGUE.type(type).orElseThrow(),
                grade,
                exercise,
                Level.COMMITTEE,
                report(),
                CATALOGUE,
                WORKER,
                TEN);
    }

    Report report() {
        return new Report(knownAt, "弄堂口", latitude, longitude, "积水", null, null, null);
    }

    /** One that was none. */
    public Incident dismissed() {
        Incident incident = reported();
        incident.dismiss(CATALOGUE, OPERATOR, TEN);
        return incident;
    }

    Incident assessed(int as) {
        Incident incident = reported();
        incident.assess(as, Harm.NONE, CATALOGUE, OPERATOR, TEN.plus(Duration.ofMinutes(5)));
        return incident;
    }

    Incident recovering() {
        Incident incident = assessed(4);
        for (IncidentState step :
                List.of(IncidentState.RESPONDING, IncidentState.CONTROLLED, IncidentState.RECOVERING)) {
            incident.handle(step, "抽水", null, Level.STREET, CATALOGUE, OPERATOR, TEN.plus(Duration.ofMinutes(10)));
        }
        return incident;
    }

    public Incident closed() {
        Incident incident = recovering();
        incident.close(everything(ReporterSays.AGREES, null), Level.STREET, CATALOGUE, OPERATOR);
        return incident;
    }

    static ClosingReport everything(ReporterSays says, @Nullable String answered) {
        return new ClosingReport(0, 12, 5_000L, "暴雨", "抽水", says, answered);
    }
}
