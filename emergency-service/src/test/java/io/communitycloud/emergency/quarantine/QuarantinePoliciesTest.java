package io.communitycloud.emergency.quarantine;

import static io.communitycloud.emergency.quarantine.QuarantineFixture.POLICIES;
import static io.communitycloud.emergency.quarantine.QuarantineFixture.aPerson;
import static io.communitycloud.emergency.quarantine.QuarantineFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.emergency.catalogue.Shipped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policy an arrival is judged by: the data say it, to the second. */
class QuarantinePoliciesTest {

    private static final Set<Condition> HOME =
            Set.of(Condition.HOME_FIT_FOR_ISOLATION, Condition.TEST_NEGATIVE, Condition.CONSENT_SIGNED);

    @ParameterizedTest
    @CsvSource({
        // to the three provinces: directly, then 7+7, then 3+11
        "2020-03-03T23:59:59+08:00, JS, ",
        "2020-03-04T00:00:00+08:00, JS, INB-JZA-DIRECT",
        "2020-07-26T23:59:59+08:00, JS, INB-JZA-DIRECT",
        "2020-07-27T00:00:00+08:00, JS, INB-JZA-7-7",
        "2020-07-26T16:00:00Z, ZJ, INB-JZA-7-7",
        "2020-09-11T23:59:59+08:00, ZJ, INB-JZA-7-7",
        "2020-09-12T00:00:00+08:00, AH, INB-JZA-3-11",
        "2020-09-11T15:59:59Z, AH, INB-JZA-7-7",
        "2026-11-22T10:00:00+08:00, AH, INB-JZA-3-11",
        // to the city: fourteen days, and 7+7 for whom a home is fit
        "2020-03-27T23:59:59+08:00, SH, ",
        "2020-03-28T00:00:00+08:00, SH, INB-SH-14",
        "2020-07-26T23:59:59+08:00, SH, INB-SH-14",
        "2020-07-27T00:00:00+08:00, SH, INB-SH-7-7",
        "2020-03-27T00:00:00+08:00, OTHER, INB-OTHER-14",
        "2020-03-26T23:59:59+08:00, OTHER, "
    })
    void judgesArrivalsFromAbroadToTheSecond(String arrival, Destination destination, @Nullable String policy) {
        assertThat(POLICIES.choose(Origin.INBOUND, destination, at(arrival), HOME)
                        .map(QuarantinePolicy::id)
                        .orElse(null))
                .isEqualTo(policy);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-23T23:59:59+08:00, DOMESTIC_KEY_AREA, ",
        "2020-01-24T00:00:00+08:00, DOMESTIC_KEY_AREA, DOM-KEY-14",
        "2020-10-25T23:59:59+08:00, DOMESTIC_KEY_AREA, DOM-KEY-14",
        "2020-10-26T00:00:00+08:00, DOMESTIC_KEY_AREA, ",
        "2020-10-25T23:59:59+08:00, DOMESTIC_HIGH_RISK, ",
        "2020-10-26T00:00:00+08:00, DOMESTIC_HIGH_RISK, DOM-HIGH-14",
        "2020-10-26T00:00:00+08:00, DOMESTIC_MID_RISK, DOM-MID-14"
    })
    void judgesArrivalsFromWithinTheCountry(String arrival, Origin origin, @Nullable String policy) {
        assertThat(POLICIES.choose(origin, Destination.SH, at(arrival), Set.of())
                        .map(QuarantinePolicy::id)
                        .orElse(null))
                .isEqualTo(policy);
    }

    @Test
    void passesOverAPolicyWhoseNeedsAreNotAllMet() {
        Instant arrival = at("2020-09-12T00:00:00+08:00");
        for (Condition missing : HOME) {
            Set<Condition> met = EnumSet.copyOf(HOME);
            met.remove(missing);
            assertThat(POLICIES.choose(Origin.INBOUND, Destination.SH, arrival, met)
                            .orElseThrow()
                            .id())
                    .isEqualTo("INB-SH-14");
        }
    }

    @Test
    void asksForTheNeedsOfATransferOnItsDayAndNotOnArrival() {
        QuarantinePolicy policy = POLICIES.choose(
                        Origin.INBOUND, Destination.JS, at("2020-09-12T00:00:00+08:00"), Set.of())
                .orElseThrow();

        assertThat(policy.id()).isEqualTo("INB-JZA-3-11");
        assertThat(policy.needsOnTransfer())
                .containsExactlyInAnyOrder(Condition.TEST_NEGATIVE, Condition.NO_SYMPTOM, Condition.NOT_CLOSE_CONTACT);
    }

    /** The oracle reads the data by itself: rows by text, intervals half open, needs, priority. */
    @Test
    void givesForAnyArrivalWhatTheDataSay() {
        List<Shipped> rows = Shipped.read("/data/quarantine-policies.yaml").list("policies");
        List<Instant> edges = edges(rows);
        Random random = new Random(20200727);
        for (int i = 0; i < 20_000; i++) {
            Instant edge = edges.get(random.nextInt(edges.size()));
            // Half of them within two seconds of a boundary, the others anywhere within half a year of it.
            Instant arrival = i % 2 == 0
                    ? edge.plusSeconds(random.nextInt(5) - 2)
                    : edge.plusSeconds(random.nextInt(31_536_000) - 15_768_000);
            Origin origin = List.of(Origin.values()).get(random.nextInt(Origin.values().length));
            Destination destination = List.of(Destination.values()).get(random.nextInt(Destination.values().length));
            Set<Condition> met = EnumSet.noneOf(Condition.class);
            for (Condition condition : Condition.values()) {
                if (random.nextBoolean()) {
                    met.add(condition);
                }
            }
            assertThat(POLICIES.choose(origin, destination, arrival, met)
                            .map(QuarantinePolicy::id)
                            .orElse(null))
                    .as("%s to %s at %s with %s", origin, destination, arrival, met)
                    .isEqualTo(expected(rows, origin, destination, arrival, met));
        }
    }

    /** Days of quarantine add up to what the row says, whatever its parts. */
    @Test
    void laysThePartsEndToEndFromTheInstantOfArrival() {
        Random random = new Random(14);
        for (int i = 0; i < 2_000; i++) {
            QuarantinePolicy policy =
                    POLICIES.all().get(random.nextInt(POLICIES.all().size()));
            Instant arrival = policy.effectiveFrom().plusSeconds(random.nextInt(40_000_000));
            Stages stages = policy.stages(arrival, random.nextBoolean() ? QuarantineKind.HOME : QuarantineKind.CENTRAL);

            assertThat(stages.from()).isEqualTo(arrival);
            assertThat(Duration.between(arrival, stages.until())).isEqualTo(Duration.ofDays(policy.totalDays()));
        }
        List<Stage> parts = aPerson().goingTo(Destination.JS).ordered().stages();
        assertThat(parts).extracting(Stage::place).containsExactly(Place.CITY, Place.DESTINATION);
        assertThat(Duration.between(parts.getFirst().from(), parts.getFirst().until()))
                .isEqualTo(Duration.ofDays(3));
    }

    private static List<Instant> edges(List<Shipped> rows) {
        List<Instant> edges = new ArrayList<>();
        // The changes of the response level are boundaries of life, if not of these rows.
        List<Shipped> all = new ArrayList<>(rows);
        all.addAll(Shipped.read("/data/quarantine-policies.yaml").list("response_levels"));
        for (Shipped row : all) {
            edges.add(OffsetDateTime.parse(row.text("effective_from")).toInstant());
            String to = row.textOrNull("effective_to");
            if (to != null) {
                edges.add(OffsetDateTime.parse(to).toInstant());
            }
        }
        return edges;
    }

    private static @Nullable String expected(
            List<Shipped> rows, Origin origin, Destination destination, Instant arrival, Set<Condition> met) {
        String best = null;
        int priority = Integer.MIN_VALUE;
        for (Shipped row : rows) {
            String to = row.textOrNull("effective_to");
            boolean inForce = !arrival.isBefore(
                            OffsetDateTime.parse(row.text("effective_from")).toInstant())
                    && (to == null || arrival.isBefore(OffsetDateTime.parse(to).toInstant()));
            boolean checkedLater = row.text("id").startsWith("INB-JZA");
            boolean needsMet = checkedLater
                    || row.texts("needs").stream()
                            .allMatch(need -> met.contains(Condition.valueOf(need.toUpperCase(Locale.ROOT))));
            if (row.text("scope").toUpperCase(Locale.ROOT).equals(origin.name())
                    && row.texts("destination").contains(destination.name())
                    && inForce
                    && needsMet
                    && row.number("priority", 10) > priority) {
                best = row.text("id");
                priority = row.number("priority", 10);
            }
        }
        return best;
    }
}
