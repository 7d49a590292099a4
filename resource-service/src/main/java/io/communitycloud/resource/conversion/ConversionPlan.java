package io.communitycloud.resource.conversion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of a conversion before it has a date.
 *
 * @param steps each behind all that it comes after
 */
record ConversionPlan(List<Planned> steps) {

    /** The whole target, in the unit of shares. */
    static final int WHOLE = 100;

    ConversionPlan {
        steps = List.copyOf(steps);
        int longest = finishes(steps).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        if (longest != WHOLE) {
            throw new IllegalArgumentException("the longest chain of steps takes " + longest + " percent, not 100");
        }
    }

    /** One step. */
    record Planned(String code, String name, String owner, Guard guard, int share, List<String> after) {}

    /** The steps with the time by which each must be done, for the whole to be done in time. */
    List<Step> schedule(Instant start, Duration target) {
        Map<String, Integer> finishes = finishes(steps);
        Set<String> critical = critical(finishes);
        List<Step> scheduled = new ArrayList<>();
        for (Planned step : steps) {
            Duration share = target.multipliedBy(finish(finishes, step.code())).dividedBy(WHOLE);
            scheduled.add(new Step(
                    step.code(),
                    step.name(),
                    step.owner(),
                    step.guard(),
                    step.share(),
                    step.after(),
                    critical.contains(step.code()),
                    start.plus(share),
                    null,
                    null,
                    false));
        }
        return scheduled;
    }

    /** The steps without slack, walked back from those that end the whole. */
    private Set<String> critical(Map<String, Integer> finishes) {
        Set<String> critical = new HashSet<>();
        for (Planned step : steps.reversed()) {
            boolean last = finish(finishes, step.code()) == WHOLE;
            if (last || critical.contains(step.code())) {
                critical.add(step.code());
                int start = finish(finishes, step.code()) - step.share();
                step.after().stream()
                        .filter(before -> finish(finishes, before) == start)
                        .forEach(critical::add);
            }
        }
        return critical;
    }

    private static Map<String, Integer> finishes(List<Planned> steps) {
        Map<String, Integer> finishes = new HashMap<>();
        for (Planned step : steps) {
            int start = step.after().stream()
                    .mapToInt(before -> finish(finishes, before))
                    .max()
                    .orElse(0);
            finishes.put(step.code(), start + step.share());
        }
        return finishes;
    }

    private static int finish(Map<String, Integer> finishes, String step) {
        Integer finish = finishes.get(step);
        if (finish == null) {
            throw new IllegalArgumentException(step + " must stand before the steps that come after it");
        }
        return finish;
    }
}
