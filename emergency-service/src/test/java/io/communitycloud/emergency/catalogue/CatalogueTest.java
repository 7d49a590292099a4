package io.communitycloud.emergency.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final Catalogue catalogue = new Catalogue();

    @Test
    void knowsTypesGradesAndPlanPartsAsShipped() {
        assertThat(catalogue.types()).hasSize(30);
        assertThat(catalogue.grades()).extracting(Grade::response).containsExactly("I", "II", "III", "IV");
        assertThat(catalogue.planKinds()).hasSize(4);
        assertThat(catalogue.planParts()).hasSize(15);
        assertThat(catalogue.planReviewMonths()).isEqualTo(36);
    }

    @Test
    void gradesAnAccidentByAnyOneNumber() {
        assertThat(catalogue.gravestBy(type("B01"), Harm.NONE)).isEqualTo(4);
        assertThat(catalogue.gravestBy(type("B01"), new Harm(2, 9, 9_999_999))).isEqualTo(4);
        assertThat(catalogue.gravestBy(type("B01"), new Harm(3, 0, 0))).isEqualTo(3);
        assertThat(catalogue.gravestBy(type("B01"), new Harm(0, 50, 0))).isEqualTo(2);
        assertThat(catalogue.gravestBy(type("B01"), new Harm(0, 0, 100_000_000)))
                .isEqualTo(1);
        assertThat(catalogue.gravestBy(type("C01"), new Harm(30, 0, 0))).isEqualTo(4);
    }

    @Test
    void choosesReportDeadlinesByGradeCategoryAndType() {
        assertThat(catalogue.deadlinesOf(type("A02"), 4))
                .extracting(ReportDeadline::id)
                .containsExactly("committee_phone", "follow_up");
        assertThat(catalogue.deadlinesOf(type("C01"), 2))
                .extracting(ReportDeadline::id)
                .containsExactly(
                        "committee_phone",
                        "street_phone",
                        "street_written",
                        "state_latest",
                        "class_a_disease",
                        "follow_up");
        assertThat(catalogue.deadlinesOf(type("B01"), 4))
                .extracting(ReportDeadline::id)
                .contains("accident_unit");
    }

    @Test
    void hasATimeForEachOfTheFourEarlySteps() {
        assertThat(catalogue.fourEarly())
                .containsOnlyKeys("find", "warn", "judge", "handle")
                .containsEntry("warn", Duration.ofMinutes(15));
    }

    @Test
    void followsTheLifeCycleOfTheData() {
        assertThat(catalogue.leads("reported", "verified")).isTrue();
        assertThat(catalogue.leads("reported", "closed")).isFalse();
    }

    private IncidentType type(String id) {
        return catalogue.type(id).orElseThrow();
    }
}
