package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import org.jspecify.annotations.Nullable;

/** Hears how conversions answer the steps of activations. */
@Listens("resource.conversions.v1")
class ConversionAnswersListener {

    /** The way back to the use before. */
    private static final String RETURNED = "TO_PEACETIME";

    private final Activations activations;

    ConversionAnswersListener(Activations activations) {
        this.activations = activations;
    }

    @On("communitycloud.resource.conversion-started.v1")
    void started(Told event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.accept(event.answer(meta)));
    }

    @On("communitycloud.resource.conversion-completed.v1")
    void completed(Told event, EventMeta meta) {
        if (!RETURNED.equals(event.direction())) {
            activations.answer(event.cause(), found -> found.finish(event.answer(meta)));
        }
    }

    /** One that we had undone is compensated already, so this changes nothing then. */
    @On("communitycloud.resource.conversion-cancelled.v1")
    void cancelled(Told event, EventMeta meta) {
        if (!RETURNED.equals(event.direction())) {
            activations.answer(event.cause(), found -> found.fail(event.answer(meta), "conversion-cancelled"));
        }
    }

    @On("communitycloud.resource.conversion-refused.v1")
    void refused(Refusal event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.fail(event.answer(meta), event.code()));
    }

    /** What is read of a conversion. */
    record Told(
            @Nullable String cause,
            @Nullable String step,
            String facilityId,
            @Nullable String direction) {

        Answer answer(EventMeta meta) {
            return new Answer(StepKind.CONVERSION, step, facilityId, meta.subject(), meta.time());
        }
    }

    /** What is read of a conversion that was refused. */
    record Refusal(
            @Nullable String cause,
            @Nullable String step,
            String code,
            @Nullable String facilityId) {

        Answer answer(EventMeta meta) {
            return new Answer(StepKind.CONVERSION, step, facilityId, meta.subject(), meta.time());
        }
    }
}
