package io.communitycloud.resource.facility;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The reserve of the city as shipped: 22 standby designated hospitals with 8,000 beds and 23 makeshift sites.
 *
 * <p>Counts and totals follow public figures; names, places and splits are synthetic and say so.
 */
final class ShippedFacilities {

    private ShippedFacilities() {}

    /** A facility of the shipped data with the code of its district. */
    record Shipped(String id, String area, FacilityKind kind, FacilityDescription description) {}

    static List<Shipped> all() {
        List<Shipped> all = new ArrayList<>();
        for (Object row : rows("/data/hospitals.yaml", "hospitals")) {
            all.add(hospital((Map<?, ?>) row));
        }
        for (Object row : rows("/data/shelters.yaml", "sites")) {
            all.add(site((Map<?, ?>) row));
        }
        return all;
    }

    private static Shipped hospital(Map<?, ?> row) {
        Map<?, ?> beds = (Map<?, ?>) present(row, "beds");
        Map<?, ?> conversion = (Map<?, ?>) present(row, "conversion");
        return new Shipped(
                text(row, "id"),
                area(row),
                FacilityKind.STANDBY_HOSPITAL,
                new FacilityDescription(
                        text(row, "zh"),
                        text(row, "en"),
                        FacilityLevel.valueOf(text(row, "level").toUpperCase(Locale.ROOT)),
                        point(row),
                        new BedNumbers(
                                number(beds, "total"),
                                number(beds, "icu"),
                                number(beds, "negative_pressure"),
                                number(beds, "isolation_ward"),
                                number(beds, "peacetime_in_use")),
                        null,
                        number(conversion, "target_hours")));
    }

    private static Shipped site(Map<?, ?> row) {
        return new Shipped(
                text(row, "id"),
                area(row),
                FacilityKind.MAKESHIFT_HOSPITAL,
                new FacilityDescription(
                        text(row, "zh"),
                        text(row, "en"),
                        FacilityLevel.DISTRICT,
                        point(row),
                        new BedNumbers(number(row, "planned_beds"), 0, 0, 0, null),
                        text(row, "peacetime_use"),
                        number(row, "conversion_target_hours")));
    }

    /** The data name districts by their six digits (GB/T 2260); areas have twelve. */
    private static String area(Map<?, ?> row) {
        return text(row, "district") + "000000";
    }

    private static Point point(Map<?, ?> row) {
        return new Point(((Number) present(row, "lon")).doubleValue(), ((Number) present(row, "lat")).doubleValue());
    }

    private static String text(Map<?, ?> row, String member) {
        return present(row, member).toString();
    }

    private static int number(Map<?, ?> row, String member) {
        return ((Number) present(row, member)).intValue();
    }

    private static Object present(Map<?, ?> row, String member) {
        @Nullable Object value = row.get(member);
        return Objects.requireNonNull(value, () -> member + " is missing in " + row);
    }

    private static List<?> rows(String file, String member) {
        try (InputStream data = ShippedFacilities.class.getResourceAsStream(file)) {
            if (data == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(data);
            return (List<?>) present(document, member);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
