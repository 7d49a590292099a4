package io.communitycloud.notice.notice;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.notice.category.Channel;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a notice, told without its words: a list of donors or of relief may name persons.
 *
 * <p>{@code cause} is the activation of a plan that asked for it and {@code step} the step it answers; both are absent
 * where a person wrote it.
 */
public sealed interface NoticeEvent extends DomainEvent {

    /** A notice was written. */
    @EventType("communitycloud.notice.notice-drafted.v1")
    record NoticeDrafted(
            String noticeId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            String category,
            Set<Channel> channels,
            boolean exercise)
            implements NoticeEvent {}

    /** A draft was put right. */
    @EventType("communitycloud.notice.notice-corrected.v1")
    record NoticeCorrected(String noticeId, String area, String category, Set<Channel> channels, boolean exercise)
            implements NoticeEvent {}

    /** A draft was taken away. */
    @EventType("communitycloud.notice.notice-removed.v1")
    record NoticeRemoved(String noticeId, String area) implements NoticeEvent {}

    /** A notice was accepted for the households that its area had at that moment. */
    @EventType("communitycloud.notice.notice-published.v1")
    record NoticePublished(
            String noticeId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            String category,
            Set<Channel> channels,
            boolean exercise,
            Instant publishedAt,
            Instant validFrom,
            Instant expiresAt)
            implements NoticeEvent {}

    /** A published notice was taken back. */
    @EventType("communitycloud.notice.notice-recalled.v1")
    record NoticeRecalled(
            String noticeId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise) implements NoticeEvent {}

    /** A published notice came to its end. */
    @EventType("communitycloud.notice.notice-expired.v1")
    record NoticeExpired(
            String noticeId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise) implements NoticeEvent {}

    /** What a step of an activation asked to be told is not told. */
    @EventType("communitycloud.notice.notice-refused.v1")
    record NoticeRefused(String noticeId, String cause, String step, String area, boolean exercise, String code)
            implements NoticeEvent {}

    /** A notice as it is, for projections that begin anew. */
    @EventType("communitycloud.notice.notice-state.v1")
    record NoticeStateTold(
            String noticeId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            String category,
            Set<Channel> channels,
            boolean exercise,
            NoticeState state,
            @Nullable Instant publishedAt,
            Instant validFrom,
            Instant expiresAt)
            implements NoticeEvent {}
}
