package io.communitycloud.notice.notice;

import static io.communitycloud.notice.notice.NoticeFixture.aNotice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.events.Cause;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.notice.notice.NoticeEvent.NoticeCorrected;
import io.communitycloud.notice.notice.NoticeEvent.NoticeDrafted;
import io.communitycloud.notice.notice.NoticeEvent.NoticeExpired;
import io.communitycloud.notice.notice.NoticeEvent.NoticePublished;
import io.communitycloud.notice.notice.NoticeEvent.NoticeRecalled;
import io.communitycloud.notice.notice.NoticeEvent.NoticeRemoved;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private final Notice notice = aNotice().draft();

    @Test
    void tellsOfItselfWithoutItsWords() {
        assertThat(notice.registeredEvents()).singleElement().isInstanceOf(NoticeDrafted.class);
        assertThat(notice.registeredEvents().getFirst().toString()).doesNotContain("停水");
    }

    @Test
    void isCorrectedWhileItIsADraft() {
        notice.correct(aNotice().titled("停电通知").content());
        assertThat(notice.content().title()).isEqualTo("停电通知");
        assertThat(notice.registeredEvents()).last().isInstanceOf(NoticeCorrected.class);
    }

    @Test
    void saysNothingOfACorrectionThatChangesNothing() {
        notice.correct(aNotice().content());
        assertThat(notice.registeredEvents()).hasSize(1);
    }

    @Test
    void isPublishedOnce() {
        notice.publish(NOW);
        assertThat(notice.status()).isEqualTo(NoticeState.PUBLISHED);
        assertThat(notice.work()).isEqualTo(Work.FAN_OUT);
        assertThat(notice.registeredEvents()).last().isInstanceOf(NoticePublished.class);
        refused("notice-not-a-draft", 409, () -> notice.publish(NOW));
        refused("notice-not-a-draft", 409, () -> notice.correct(aNotice().content()));
        refused("notice-not-a-draft", 409, notice::remove);
    }

    @Test
    void isNotPublishedWhenItsTimeIsOver() {
        refused("notice-validity-over", 409, () -> notice.publish(NOW.plus(Duration.ofDays(7))));
    }

    @Test
    void isRemovedFromEverybodysSight() {
        notice.remove();
        assertThat(notice.registeredEvents()).last().isInstanceOf(NoticeRemoved.class);
        assertThat(notice.scope()).containsExactly("removed:310101002001");
        refused("notice-not-a-draft", 409, () -> notice.publish(NOW));
    }

    @Test
    void isRecalledOnlyWhilePublished() {
        refused("notice-not-published", 409, () -> notice.recall("mistake", NOW));
        notice.publish(NOW);
        notice.recall("mistake", NOW);
        assertThat(notice.registeredEvents()).last().isInstanceOf(NoticeRecalled.class);
        assertThat(notice.registeredEvents().getLast().toString()).doesNotContain("mistake");
        refused("notice-not-published", 409, () -> notice.recall("mistake", NOW));
    }

    @Test
    void settlesAfterItsAudienceIsWrittenDownWhereItEndsMeanwhile() {
        notice.publish(NOW);
        notice.recall("mistake", NOW);
        assertThat(notice.work()).isEqualTo(Work.FAN_OUT);
        notice.fannedOut(1, 300);
        assertThat(notice.work()).isEqualTo(Work.SETTLE);
        notice.settled();
        assertThat(notice.work()).isEqualTo(Work.NONE);
    }

    @Test
    void expiresAtItsEndAndNotBefore() {
        notice.publish(NOW);
        notice.expire(NOW.plus(Duration.ofDays(7)).minusMillis(1));
        assertThat(notice.status()).isEqualTo(NoticeState.PUBLISHED);
        notice.expire(NOW.plus(Duration.ofDays(7)));
        assertThat(notice.status()).isEqualTo(NoticeState.EXPIRED);
        assertThat(notice.registeredEvents()).last().isInstanceOf(NoticeExpired.class);
        refused("notice-not-published", 409, () -> notice.recall("late", NOW));
    }

    @Test
    void handsItsCauseOnToAllThatFollows() {
        new Cause("incident-1", null).run(() -> notice.publish(NOW));
        assertThat(notice.cause().correlationId()).isEqualTo("incident-1");
    }

    private static void refused(String code, int status, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .extracting(Refused::refusal)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code))
                .extracting(Refusal::kind)
                .satisfies(kind -> assertThat(kind.status()).isEqualTo(status));
    }
}
