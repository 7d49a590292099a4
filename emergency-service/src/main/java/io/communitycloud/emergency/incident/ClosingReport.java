package io.communitycloud.emergency.incident;

import io.communitycloud.emergency.incident.IncidentEvent.ReporterSays;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known at the end.
 *
 * @param propertyDamageYuan in yuan, as the thresholds of the data are
 * @param reporterView what the person who reported says of the closing
 * @param answerToReporter why it is closed although she disagrees
 */
record ClosingReport(
        @Nullable Integer casualties,
        @Nullable Integer peopleAffected,
        @Nullable Long propertyDamageYuan,
        @Nullable String causeGuess,
        @Nullable String actionsTaken,
        ReporterSays reporterView,
        @Nullable String answerToReporter) {

    /** Those of the fields asked for that are not there. */
    List<String> lacks(List<String> wanted) {
        List<String> missing = new ArrayList<>();
        for (String field : wanted) {
            Object value = switch (field) {
                case "casualties" -> casualties;
                case "people_affected" -> peopleAffected;
                case "property_damage" -> propertyDamageYuan;
                case "cause_guess" -> causeGuess;
                case "actions_taken" -> actionsTaken;
                default -> throw new IllegalStateException("the data ask for " + field + ", which no report has");
            };
            if (value == null) {
                missing.add(field);
            }
        }
        return missing;
    }
}
