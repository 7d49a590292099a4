package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import org.jspecify.annotations.Nullable;

/** Hears how notices answer the steps of activations. */
@Listens("notice.notices.v1")
class NoticeAnswersListener {

    private final Activations activations;

    NoticeAnswersListener(Activations activations) {
        this.activations = activations;
    }

    @On("communitycloud.notice.notice-published.v1")
    void published(Told event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.finish(event.answer(meta)));
    }

    @On("communitycloud.notice.notice-refused.v1")
    void refused(Refusal event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.fail(event.answer(meta), event.code()));
    }

    /** What is read of a notice. */
    record Told(@Nullable String cause, @Nullable String step, String area) {

        Answer answer(EventMeta meta) {
            return new Answer(StepKind.NOTICE, step, area, meta.subject(), meta.time());
        }
    }

    /** What is read of a notice that was refused. */
    record Refusal(
            @Nullable String cause,
            @Nullable String step,
            String code,
            @Nullable String area) {

        Answer answer(EventMeta meta) {
            return new Answer(StepKind.NOTICE, step, area, meta.subject(), meta.time());
        }
    }
}
