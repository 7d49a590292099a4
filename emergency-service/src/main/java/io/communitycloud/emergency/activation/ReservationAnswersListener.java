package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import org.jspecify.annotations.Nullable;

/** Hears how reservations answer the steps of activations. */
@Listens("resource.stock-reservations.v1")
class ReservationAnswersListener {

    private final Activations activations;

    ReservationAnswersListener(Activations activations) {
        this.activations = activations;
    }

    @On("communitycloud.resource.stock-reserved.v1")
    void reserved(Told event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.finish(event.answer(meta)));
    }

    @On("communitycloud.resource.stock-reservation-refused.v1")
    void refused(Refusal event, EventMeta meta) {
        activations.answer(event.cause(), found -> found.fail(event.answer(meta), event.code()));
    }

    /** What is read of a reservation. */
    record Told(@Nullable String cause, @Nullable String step, String item) {

        Answer answer(EventMeta meta) {
            return new Answer(StepKind.RESERVATION, step, item, meta.subject(), meta.time());
        }
    }

    /** What is read of a reservation that was refused. */
    record Refusal(
            @Nullable String cause,
            @Nullable String step,
            String code,
            @Nullable String item) {

        Answer answer(EventMeta meta) {
            return new Answer(StepKind.RESERVATION, step, item, meta.subject(), meta.time());
        }
    }
}
