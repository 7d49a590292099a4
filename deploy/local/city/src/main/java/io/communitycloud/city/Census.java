package io.communitycloud.city;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The figures of the 2020 census that the sample follows.
 *
 * @param maleShare of all residents
 * @param fromOtherProvincesShare of all residents
 * @param householdSizes share of households of 1, 2, 3, ... people
 */
record Census(double maleShare, double fromOtherProvincesShare, List<Double> householdSizes) {

    static Census shipped() {
        try (InputStream yaml = Data.open("census.yaml")) {
            Map<String, Object> figures = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            Map<?, ?> sizes = (Map<?, ?>) requireNonNull(figures.get("household_size_shares"));
            List<Double> shares = new ArrayList<>();
            for (int size = 1; size <= sizes.size(); size++) {
                shares.add(number(sizes.get(Integer.toString(size))));
            }
            return new Census(
                    number(figures.get("male_share")), number(figures.get("from_other_provinces_share")), shares);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static double number(@Nullable Object figure) {
        return ((Number) requireNonNull(figure, "a figure is missing in census.yaml")).doubleValue();
    }
}
