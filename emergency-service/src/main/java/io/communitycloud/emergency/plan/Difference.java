package io.communitycloud.emergency.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one version of a plan to another, and who must read it again.
 *
 * @param parts the parts whose words changed
 * @param steps the steps that came, went or changed
 * @param duties the roles that came, went or changed
 * @param readAgain the roles that must know a part that changed, and those whose duty is new or changed
 */
record Difference(boolean title, List<Changed> parts, List<Changed> steps, Set<String> duties, Set<String> readAgain) {

    /** Whoever must know this part must know the steps, which are its other half. */
    private static final String PART_OF_STEPS = "response_by_level";

    /** Something that changed, with its words where it has any; null where it was not there. */
    record Changed(
            String id, @Nullable String before, @Nullable String after) {}

    static Difference between(Content before, Content after) {
        List<Changed> parts = changed(before.parts(), after.parts());
        List<Changed> steps = changed(steps(before), steps(after));
        Map<String, Duty> dutiesBefore = byRole(before);
        Map<String, Duty> dutiesAfter = byRole(after);
        Set<String> duties = new TreeSet<>();
        Set<String> roles = new TreeSet<>(dutiesBefore.keySet());
        roles.addAll(dutiesAfter.keySet());
        for (String role : roles) {
            if (!Objects.equals(dutiesBefore.get(role), dutiesAfter.get(role))) {
                duties.add(role);
            }
        }
        Set<String> touched = parts.stream().map(Changed::id).collect(Collectors.toCollection(TreeSet::new));
        if (!steps.isEmpty()) {
            touched.add(PART_OF_STEPS);
        }
        Set<String> again = new TreeSet<>();
        for (Duty duty : after.duties()) {
            if (duties.contains(duty.role()) || duty.parts().stream().anyMatch(touched::contains)) {
                again.add(duty.role());
            }
        }
        return new Difference(!before.title().equals(after.title()), parts, steps, duties, again);
    }

    /** A first version: everybody must read it. */
    static Difference ofAll(Content content) {
        return between(new Content("", Map.of(), List.of(), PlanSteps.NONE), content);
    }

    private static Map<String, String> steps(Content content) {
        return content.steps().all().stream()
                .collect(Collectors.toMap(PlanSteps.Step::step, Object::toString, (one, other) -> one, TreeMap::new));
    }

    private static Map<String, Duty> byRole(Content content) {
        return content.duties().stream()
                .collect(Collectors.toMap(Duty::role, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    private static List<Changed> changed(Map<String, String> before, Map<String, String> after) {
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        List<Changed> changed = new ArrayList<>();
        for (String id : ids) {
            if (!Objects.equals(before.get(id), after.get(id))) {
                changed.add(new Changed(id, before.get(id), after.get(id)));
            }
        }
        return changed;
    }
}
