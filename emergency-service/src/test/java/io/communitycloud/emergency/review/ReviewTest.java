package io.communitycloud.emergency.review;

import static io.communitycloud.emergency.incident.IncidentFixture.anIncident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.IncidentState;
import io.communitycloud.emergency.review.ReviewEvent.ReviewFinished;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReviewTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void isFinishedWhenEveryLessonIsAdoptedOrDeclined() {
        Review review = review("抽水泵不足", "夜间无人");
        review.adopt(1, "P", 2, "chief", NOW);
        assertThat(review.isFinished()).isFalse();
        review.decline(2, "已有值班表", "chief", NOW);
        assertThat(review.isFinished()).isTrue();
        assertThat(review.registeredEvents())
                .filteredOn(ReviewFinished.class::isInstance)
                .hasSize(1);
        refused("lesson-settled", () -> review.adopt(2, "P", 2, "chief", NOW));
        refused("lesson-unknown", () -> review.decline(3, "x", "chief", NOW));
    }

    @Test
    void isFinishedAtOnceWithoutLessons() {
        assertThat(review().isFinished()).isTrue();
    }

    @Test
    void waitsUntilTheIncidentIsClosed() {
        refused(
                "review-before-closing",
                () -> Review.write("R", anIncident().reported(), "x", List.of(), "chief", NOW));
    }

    @Test
    void marksTheIncidentOnce() {
        Incident incident = anIncident().closed();
        int before = incident.registeredEvents().size();
        incident.review();
        incident.review();
        assertThat(incident.status()).isEqualTo(IncidentState.REVIEWED);
        assertThat(incident.registeredEvents()).hasSize(before + 1);
    }

    private static Review review(String... lessons) {
        return Review.write("R", anIncident().closed(), "积水三小时", List.of(lessons), "chief", NOW);
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
