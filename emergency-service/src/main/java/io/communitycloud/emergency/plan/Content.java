package io.communitycloud.emergency.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version of a plan says.
 *
 * @param parts the words of each part that has any, by the codes of the data
 */
public record Content(String title, Map<String, String> parts, List<Duty> duties, PlanSteps steps) {

    public Content {
        parts = Map.copyOf(new TreeMap<>(parts));
        duties = List.copyOf(duties);
    }
}
