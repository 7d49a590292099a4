package io.communitycloud.emergency.guideline;

import io.communitycloud.emergency.catalogue.Shipped;
import io.communitycloud.emergency.level.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How strict the guideline is, by level, type of compound and topic ({@code data/guideline-strictness.yaml}). */
@Component
class Strictness {

    private final List<Rule> rules = new ArrayList<>();

    Strictness() {
        for (Shipped row : Shipped.read("/data/guideline-strictness.yaml").list("rules")) {
            rules.add(new Rule(
                    Level.valueOf(row.text("level")),
                    row.text("type"),
                    Topic.valueOf(row.text("topic")),
                    Stance.valueOf(row.text("stance")),
                    row.text("measure")));
        }
    }

    /** The rule for a type of compound; its own before the one for all. */
    Optional<Rule> of(Level level, String compoundType, Topic topic) {
        List<Rule> fitting = rules.stream()
                .filter(rule -> rule.level() == level && rule.topic() == topic)
                .toList();
        return fitting.stream()
                .filter(rule -> rule.compoundType().equals(compoundType))
                .findFirst()
                .or(() -> fitting.stream()
                        .filter(rule -> rule.compoundType().equals(Measure.ALL))
                        .findFirst());
    }

    /**
     * How strict the guideline is.
     *
     * @param measure the measure it is read from
     */
    record Rule(Level level, String compoundType, Topic topic, Stance stance, String measure) {}
}
