package io.communitycloud.emergency.review;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.Incidents;
import io.communitycloud.emergency.plan.Plans;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reviews over HTTP. */
@RestController
@RequestMapping("/api/v1/incidents/{id}/reviews")
class ReviewController {

    private final Incidents incidents;
    private final Reviews reviews;
    private final Plans plans;
    private final Creations creations;
    private final Clock clock;

    ReviewController(Incidents incidents, Reviews reviews, Plans plans, Creations creations, Clock clock) {
        this.incidents = incidents;
        this.reviews = reviews;
        this.plans = plans;
        this.creations = creations;
        this.clock = clock;
    }

    /** Writes the review of a closed incident. */
    @PostMapping
    ResponseEntity<ReviewView> reviewIncident(
            @PathVariable String id,
            @Valid @RequestBody NewReview body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Incident incident = incidents.require(id, scope);
        return created(creations.once(key, made -> reviews.find(made, Scope.everything()), made -> {
            Review review =
                    Review.write(made, incident, body.findings(), body.lessons(), caller.subject(), clock.instant());
            if (reviews.hasUnfinished(incident, scope)) {
                throw new Refused(ReviewRefusal.OPEN_ALREADY);
            }
            reviews.save(review);
            return review;
        }));
    }

    /** The reviews of an incident, the newest first. */
    @GetMapping
    Page<ReviewView> listReviews(@PathVariable String id, PageRequest page, Scope scope) {
        return reviews.of(incidents.require(id, scope), scope, page).map(ReviewView::of);
    }

    @GetMapping("/{review}")
    ResponseEntity<ReviewView> readReview(@PathVariable String id, @PathVariable String review, Scope scope) {
        Review found = reviews.require(incidents.require(id, scope), review, scope);
        return ResponseEntity.ok().eTag(Etags.of(found.version(), "full")).body(ReviewView.of(found));
    }

    /** Says which version of a plan takes the lesson up; it is not older than the review. */
    @PostMapping("/{review}/lessons/{number}/adoptions")
    ResponseEntity<ReviewView> adoptLesson(
            @PathVariable String id,
            @PathVariable String review,
            @PathVariable int number,
            @Valid @RequestBody Adoption body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Review found = reviews.require(incidents.require(id, scope), review, scope);
        boolean since = plans.writtenAt(body.planId(), body.planVersion(), scope)
                .filter(written -> !written.isBefore(found.createdAt()))
                .isPresent();
        if (!since) {
            throw new Refused(ReviewRefusal.NOT_IN_THAT_VERSION);
        }
        return created(reviews.act(
                found,
                scope,
                key,
                each -> each.adopt(number, body.planId(), body.planVersion(), caller.subject(), clock.instant())));
    }

    /** Declines a lesson with a reason. */
    @PostMapping("/{review}/lessons/{number}/declines")
    ResponseEntity<ReviewView> declineLesson(
            @PathVariable String id,
            @PathVariable String review,
            @PathVariable int number,
            @Valid @RequestBody Decline body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Review found = reviews.require(incidents.require(id, scope), review, scope);
        return created(reviews.act(
                found, scope, key, each -> each.decline(number, body.reason(), caller.subject(), clock.instant())));
    }

    private static ResponseEntity<ReviewView> created(Review review) {
        return ResponseEntity.created(URI.create("/api/v1/incidents/" + review.incident() + "/reviews/" + review.id()))
                .eTag(Etags.of(review.version(), "full"))
                .body(ReviewView.of(review));
    }

    /** What was found and learnt. */
    record NewReview(
            @NotBlank @Size(max = 5000) String findings,
            @NotNull @Size(max = 50) List<@NotBlank @Size(max = 1000) String> lessons) {}

    /** The version of a plan that takes a lesson up. */
    record Adoption(
            @NotBlank @Size(max = 40) String planId, @Min(1) int planVersion) {}

    /** Why a lesson is declined. */
    record Decline(@NotBlank @Size(max = 500) String reason) {}

    /** A review as it is shown. */
    record ReviewView(
            String id,
            String incidentId,
            String findings,
            String by,
            Instant writtenAt,
            boolean finished,
            List<LessonView> lessons) {

        static ReviewView of(Review review) {
            return new ReviewView(
                    review.id(),
                    review.incident(),
                    review.findings(),
                    review.by(),
                    review.createdAt(),
                    review.isFinished(),
                    review.lessons().stream().map(LessonView::of).toList());
        }
    }

    /** A lesson as it is shown. */
    record LessonView(
            int number,
            String text,
            Lesson.Outcome outcome,
            @Nullable String planId,
            @Nullable Integer planVersion,
            @Nullable String reason,
            @Nullable String by,
            @Nullable Instant at) {

        static LessonView of(Lesson lesson) {
            return new LessonView(
                    lesson.number(),
                    lesson.text(),
                    lesson.outcome(),
                    lesson.plan(),
                    lesson.planVersion(),
                    lesson.reason(),
                    lesson.by(),
                    lesson.at());
        }
    }
}
