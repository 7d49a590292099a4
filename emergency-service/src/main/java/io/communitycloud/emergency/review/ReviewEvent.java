package io.communitycloud.emergency.review;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;

/** What can happen to a review, told without its words. */
public sealed interface ReviewEvent extends DomainEvent {

    /** A review was written. */
    @EventType("communitycloud.emergency.review-written.v1")
    record ReviewWritten(String reviewId, String incidentId, String area, boolean exercise, int lessons, String by)
            implements ReviewEvent {}

    /** A lesson was taken up in a version of a plan. */
    @EventType("communitycloud.emergency.lesson-adopted.v1")
    record LessonAdopted(
            String reviewId,
            String incidentId,
            String area,
            boolean exercise,
            int lesson,
            String planId,
            int planVersion,
            String by)
            implements ReviewEvent {}

    /** A lesson was declined. */
    @EventType("communitycloud.emergency.lesson-declined.v1")
    record LessonDeclined(String reviewId, String incidentId, String area, boolean exercise, int lesson, String by)
            implements ReviewEvent {}

    /** Every lesson is settled. */
    @EventType("communitycloud.emergency.review-finished.v1")
    record ReviewFinished(String reviewId, String incidentId, String area, boolean exercise) implements ReviewEvent {}

    /** A review as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.review-state.v1")
    record ReviewAsIs(String reviewId, String incidentId, String area, boolean exercise, int lessons, boolean finished)
            implements ReviewEvent {}
}
