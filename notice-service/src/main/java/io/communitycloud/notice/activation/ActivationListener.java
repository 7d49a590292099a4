package io.communitycloud.notice.activation;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.notice.notice.AnsweringActivations;
import io.communitycloud.notice.notice.Asked;
import io.communitycloud.notice.notice.Occasion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers each step of an activation that has households told: with a published notice or with a refusal.
 *
 * <p>What answers a step has the step's id, so an event that comes twice is answered once.
 */
@Listens("emergency.activations.v1")
class ActivationListener {

    private static final String NOTICE = "NOTICE";

    private final AnsweringActivations answering;

    ActivationListener(AnsweringActivations answering) {
        this.answering = answering;
    }

    @On("communitycloud.emergency.activation-started.v1")
    void started(ActivationStarted event) {
        List<NoticeStep> notices = event.notices();
        for (NoticeStep each : notices == null ? List.<NoticeStep>of() : notices) {
            List<String> channels = each.channels();
            answering.answer(new Asked(
                    new Occasion(event.activationId(), each.step()),
                    event.exercise(),
                    event.area(),
                    each.area(),
                    each.category(),
                    each.title(),
                    each.body(),
                    channels == null ? List.of() : channels,
                    each.deadline()));
        }
    }

    @On("communitycloud.emergency.activation-step-compensated.v1")
    void compensated(StepCompensated event) {
        if (NOTICE.equals(event.kind())) {
            answering.recall(event.activationId(), event.step(), event.reason());
        }
    }

    @On("communitycloud.emergency.activation-ended.v1")
    void ended(ActivationEnded event) {
        answering.recall(event.activationId(), null, event.reason());
    }

    /** What is read of an activation that has begun. */
    record ActivationStarted(
            String activationId,
            String area,
            boolean exercise,
            @Nullable List<NoticeStep> notices) {}

    /** What households are to be told. */
    record NoticeStep(
            String step,
            String area,
            String category,
            String title,
            String body,
            @Nullable List<String> channels,
            @Nullable Instant deadline) {}

    /** What is read of a step that is to be undone. */
    record StepCompensated(String activationId, String step, String kind, String reason) {}

    /** What is read of an activation that is over. */
    record ActivationEnded(String activationId, String reason) {}
}
