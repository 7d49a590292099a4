package io.communitycloud.resource.conversion;

import io.communitycloud.resource.conversion.ConversionPlan.Planned;
import io.communitycloud.resource.facility.FacilityKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** How each kind of facility is converted, as shipped. */
@Component
class ConversionPlans {

    private final Map<Key, ConversionPlan> plans;

    ConversionPlans() {
        plans = Map.copyOf(shipped());
    }

    private record Key(FacilityKind kind, Direction direction) {}

    /** The plan, empty for a kind that is never converted. */
    Optional<ConversionPlan> of(FacilityKind kind, Direction direction) {
        return Optional.ofNullable(plans.get(new Key(kind, direction)));
    }

    private static Map<Key, ConversionPlan> shipped() {
        try (InputStream data = ConversionPlans.class.getResourceAsStream("/data/conversion-plans.yaml")) {
            if (data == null) {
                throw new IllegalStateException("the conversion plans are not on the class path");
            }
            Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(data);
            Map<Key, ConversionPlan> plans = new HashMap<>();
            for (Map<?, ?> row : rows(document.get("plans"))) {
                Key key = new Key(FacilityKind.valueOf(text(row, "kind")), Direction.valueOf(text(row, "direction")));
                List<Planned> steps = rows(row.get("steps")).stream()
                        .map(ConversionPlans::step)
                        .toList();
                plans.put(key, new ConversionPlan(steps));
            }
            return plans;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Planned step(Map<?, ?> row) {
        List<String> after = row.get("after") instanceof List<?> codes
                ? codes.stream().map(String::valueOf).toList()
                : List.of();
        return new Planned(
                text(row, "code"),
                text(row, "zh"),
                text(row, "owner"),
                row.get("guard") == null ? Guard.NONE : Guard.valueOf(text(row, "guard")),
                Integer.parseInt(text(row, "share")),
                after);
    }

    private static List<Map<?, ?>> rows(@Nullable Object list) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (list instanceof List<?> items) {
            items.forEach(item -> rows.add((Map<?, ?>) item));
        }
        return rows;
    }

    private static String text(Map<?, ?> row, String member) {
        return String.valueOf(row.get(member));
    }
}
