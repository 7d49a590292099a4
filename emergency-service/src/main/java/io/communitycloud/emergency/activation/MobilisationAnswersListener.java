package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import org.jspecify.annotations.Nullable;

/** Hears how teams answer the steps of activations. */
@Listens("team.mobilisations.v1")
class MobilisationAnswersListener {

    private final Activations activations;

    MobilisationAnswersListener(Activations activations) {
        this.activations = activations;
    }

    @On("communitycloud.team.mobilisation-called.v1")
    void called(Told event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.accept(event.answer(meta)));
    }

    @On("communitycloud.team.mobilisation-manned.v1")
    void manned(Told event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.finish(event.answer(meta)));
    }

    @On("communitycloud.team.mobilisation-fell-short.v1")
    void fellShort(Told event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.fail(event.answer(meta), "mobilisation-fell-short"));
    }

    @On("communitycloud.team.mobilisation-refused.v1")
    void refused(Refusal event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.fail(event.answer(meta), event.code()));
    }

    /** What is read of a mobilisation. */
    record Told(@Nullable String cause, @Nullable String step, String area) {

        Answer answer(EventMeta meta) {
            return new Answer(StepKind.MOBILISATION, step, area, meta.subject(), meta.time());
        }
    }

    /** What is read of a mobilisation that was refused. */
    record Refusal(
            @Nullable String cause,
            @Nullable String step,
            String code,
            @Nullable String area) {

        Answer answer(EventMeta meta) {
            return new Answer(StepKind.MOBILISATION, step, area, meta.subject(), meta.time());
        }
    }
}
