package io.communitycloud.resource.activation;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.resource.conversion.ConvertingFacilities;
import io.communitycloud.resource.conversion.Occasion;
import io.communitycloud.resource.stock.ReservingStock;
import io.communitycloud.resource.stock.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;

/**
 * Answers each step of an activation that asks for a conversion or for stock: with its beginning or with a refusal.
 *
 * <p>What answers a step has the step's id, or is found by it; so an event that comes twice is answered once.
 */
@Listens("emergency.activations.v1")
class ActivationListener {

    private final ConvertingFacilities converting;
    private final ReservingStock reserving;
    private final Scope city;

    ActivationListener(
            ConvertingFacilities converting,
            ReservingStock reserving,
            @Value("${cloud.city:310000000000}") String city) {
        this.converting = converting;
        this.reserving = reserving;
        this.city = Scope.area(city);
    }

    @On("communitycloud.emergency.activation-started.v1")
    void started(ActivationStarted event) {
        for (ConversionStep each : absentAsNone(event.conversions())) {
            converting.answer(
                    each.facilityId(), event.area(), new Occasion(event.activationId(), each.step(), event.exercise()));
        }
        for (ReservationStep each : absentAsNone(event.reservations())) {
            reserving.answer(new Wish(
                    event.activationId() + "." + each.step(),
                    event.activationId(),
                    each.step(),
                    event.exercise(),
                    event.area(),
                    each.item(),
                    each.quantity(),
                    Wish.Reach.ABOVE_TOO));
        }
    }

    @On("communitycloud.emergency.activation-step-compensated.v1")
    void compensated(StepCompensated event) {
        switch (event.kind()) {
            case "CONVERSION" -> converting.undo(event.activationId(), event.step(), city);
            case "RESERVATION" -> reserving.releaseOf(event.activationId(), event.step(), city);
            default -> {
                // Another service's step.
            }
        }
    }

    @On("communitycloud.emergency.activation-ended.v1")
    void ended(ActivationEnded event) {
        converting.undo(event.activationId(), null, city);
        reserving.releaseOf(event.activationId(), null, city);
    }

    private static <T> List<T> absentAsNone(@Nullable List<T> steps) {
        return steps == null ? List.of() : steps;
    }

    /** What is read of an activation that has begun. */
    record ActivationStarted(
            String activationId,
            String area,
            boolean exercise,
            @Nullable List<ConversionStep> conversions,
            @Nullable List<ReservationStep> reservations) {}

    /** A facility that is to be converted. */
    record ConversionStep(String step, String facilityId) {}

    /** Goods that are to be set aside. */
    record ReservationStep(String step, String item, int quantity) {}

    /** What is read of a step that is to be undone. */
    record StepCompensated(String activationId, String step, String kind) {}

    /** What is read of an activation that is over. */
    record ActivationEnded(String activationId) {}
}
