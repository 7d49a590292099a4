package io.communitycloud.emergency.review;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.IncidentState;
import io.communitycloud.emergency.review.ReviewEvent.LessonAdopted;
import io.communitycloud.emergency.review.ReviewEvent.LessonDeclined;
import io.communitycloud.emergency.review.ReviewEvent.ReviewAsIs;
import io.communitycloud.emergency.review.ReviewEvent.ReviewFinished;
import io.communitycloud.emergency.review.ReviewEvent.ReviewWritten;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.annotation.PersistenceCreator;

/** The after-action review of an incident; it is finished when each of its lessons is. */
@AggregateRoot(collection = "reviews", topic = "emergency.reviews.v1")
public final class Review extends Aggregate {

    private final String incident;
    private final boolean exercise;
    private final String findings;
    private final String by;
    private List<Lesson> lessons;
    private boolean finished;

    @PersistenceCreator
    Review(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String incident,
            boolean exercise,
            String findings,
            String by,
            List<Lesson> lessons) {
        super(id, area, scope, createdAt);
        this.incident = incident;
        this.exercise = exercise;
        this.findings = findings;
        this.by = by;
        this.lessons = List.copyOf(lessons);
    }

    /**
     * Writes a review; without lessons it is finished at once.
     *
     * @throws Refused where the incident is not closed
     */
    static Review write(String id, Incident incident, String findings, List<String> learnt, String by, Instant now) {
        if (incident.status() != IncidentState.CLOSED && incident.status() != IncidentState.REVIEWED) {
            throw new Refused(ReviewRefusal.NOT_CLOSED);
        }
        List<Lesson> lessons = new ArrayList<>();
        for (String text : learnt) {
            lessons.add(Lesson.open(lessons.size() + 1, text));
        }
        Review review = new Review(
                id, incident.area(), incident.scope(), now, incident.id(), incident.exercise(), findings, by, lessons);
        review.register(new ReviewWritten(id, incident.id(), incident.area(), incident.exercise(), lessons.size(), by));
        review.finishWhereSettled();
        return review;
    }

    /** Takes a lesson up in a version of a plan. */
    void adopt(int number, String plan, int version, String whom, Instant now) {
        replace(open(number).adopted(plan, version, whom, now));
        register(new LessonAdopted(id(), incident, area(), exercise, number, plan, version, whom));
        finishWhereSettled();
    }

    /** Declines a lesson with a reason. */
    void decline(int number, String because, String whom, Instant now) {
        replace(open(number).declined(because, whom, now));
        register(new LessonDeclined(id(), incident, area(), exercise, number, whom));
        finishWhereSettled();
    }

    /** All that follows is told under the incident as correlation. */
    Cause cause() {
        return new Cause(incident, null);
    }

    private Lesson open(int number) {
        Lesson lesson = lessons.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refused(ReviewRefusal.NO_SUCH_LESSON));
        if (lesson.outcome() != Lesson.Outcome.OPEN) {
            throw new Refused(ReviewRefusal.SETTLED);
        }
        return lesson;
    }

    private void replace(Lesson settled) {
        lessons = lessons.stream()
                .map(lesson -> lesson.number() == settled.number() ? settled : lesson)
                .toList();
    }

    private void finishWhereSettled() {
        if (lessons.stream().noneMatch(lesson -> lesson.outcome() == Lesson.Outcome.OPEN)) {
            finished = true;
            register(new ReviewFinished(id(), incident, area(), exercise));
        }
    }

    String incident() {
        return incident;
    }

    String findings() {
        return findings;
    }

    String by() {
        return by;
    }

    List<Lesson> lessons() {
        return lessons;
    }

    boolean isFinished() {
        return finished;
    }

    @Override
    public DomainEvent state() {
        return new ReviewAsIs(id(), incident, area(), exercise, lessons.size(), finished);
    }
}
