package io.communitycloud.emergency.catalogue;

import java.time.Duration;
import java.util.List;

/**
 * Until when who must have told whom, counted from the moment the incident was known.
 *
 * @param grades empty where it applies to every grade
 * @param categories empty where it applies to every category
 * @param types empty where it applies to every type
 * @param repeats whether it begins anew each time it was met
 * @param basis documented source or proposal, as the data say
 */
public record ReportDeadline(
        String id,
        String from,
        String to,
        String medium,
        Duration within,
        List<Integer> grades,
        List<String> categories,
        List<String> types,
        boolean repeats,
        String basis) {

    boolean applies(IncidentType type, int grade) {
        return (grades.isEmpty() || grades.contains(grade))
                && (categories.isEmpty() || categories.contains(type.category()))
                && (types.isEmpty() || types.contains(type.id()));
    }
}
