package io.communitycloud.emergency.quarantine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of one task.
 *
 * @param temperature in degrees Celsius, null where it was not told
 * @param by who reported it, a token's subject; null where the clock found it missed
 */
public record FollowUp(
        LocalDate day,
        Slot slot,
        Outcome outcome,
        @Nullable Double temperature,
        Set<Symptom> symptoms,
        Set<Need> needs,
        @Nullable String by,
        Instant at) {

    public FollowUp {
        symptoms = Set.copyOf(symptoms);
        needs = Set.copyOf(needs);
    }

    static FollowUp missed(FollowUpTask task) {
        return new FollowUp(task.day(), task.slot(), Outcome.MISSED, null, Set.of(), Set.of(), null, task.closes());
    }

    boolean isOf(FollowUpTask task) {
        return day.equals(task.day()) && slot == task.slot();
    }

    boolean answered() {
        return outcome == Outcome.ANSWERED;
    }

    /** Whether she is well as far as she was asked. */
    boolean clear(double feverCelsius) {
        return answered() && symptoms.isEmpty() && temperature != null && temperature < feverCelsius;
    }

    /** How a task ended. */
    public enum Outcome {
        /** She was asked and answered. */
        ANSWERED,
        /** She was asked and did not answer. */
        NO_ANSWER,
        /** Nobody reported anything within the hours. */
        MISSED
    }

    /** What she may suffer from. */
    public enum Symptom {
        COUGH,
        SORE_THROAT,
        BREATHLESSNESS,
        FATIGUE,
        DIARRHOEA,
        LOSS_OF_SMELL,
        OTHER
    }

    /** What she may need brought or done. */
    public enum Need {
        FOOD,
        MEDICINE,
        RUBBISH,
        MEDICAL_CARE,
        COUNSEL,
        PET,
        OTHER
    }
}
