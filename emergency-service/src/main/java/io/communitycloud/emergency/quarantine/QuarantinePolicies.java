package io.communitycloud.emergency.quarantine;

import io.communitycloud.emergency.catalogue.Shipped;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The policies as shipped ({@code data/quarantine-policies.yaml}), each in force for the arrivals of
 * {@code [effective_from, effective_to)}.
 */
@Component
public final class QuarantinePolicies {

    private static final int USUAL_PRIORITY = 10;

    private final List<QuarantinePolicy> policies;
    private final HealthMonitoring monitoring;

    /** Reads what is shipped; data that cannot be understood keep the service from starting. */
    public QuarantinePolicies() {
        Shipped file = Shipped.read("/data/quarantine-policies.yaml");
        policies =
                file.list("policies").stream().map(QuarantinePolicies::policy).toList();
        monitoring = monitoring(file.map("health_monitoring"), ZoneOffset.of(file.text("timezone")));
    }

    /** All rows, in the order of the data. */
    public List<QuarantinePolicy> all() {
        return policies;
    }

    public Optional<QuarantinePolicy> find(String id) {
        return policies.stream().filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** A policy that a stored order names; policies are never taken out of the data. */
    public QuarantinePolicy require(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no policy " + id));
    }

    public HealthMonitoring monitoring() {
        return monitoring;
    }

    /**
     * The policy for a person, by the instant of arrival.
     *
     * @param met what is known to be so; a row whose needs on arrival are not all met is passed over
     */
    public Optional<QuarantinePolicy> choose(
            Origin origin, Destination destination, Instant arrivedAt, Set<Condition> met) {
        return policies.stream()
                .filter(policy -> policy.holdsFor(origin, destination, arrivedAt))
                .filter(policy -> met.containsAll(policy.needsOnArrival()))
                .max(Comparator.comparingInt(QuarantinePolicy::priority));
    }

    private static QuarantinePolicy policy(Shipped row) {
        String to = row.textOrNull("effective_to");
        return new QuarantinePolicy(
                row.text("id"),
                Origin.valueOf(row.text("scope").toUpperCase(Locale.ROOT)),
                each(row.texts("destination"), Destination::valueOf),
                instant(row.text("effective_from")),
                to == null ? null : instant(to),
                row.number("priority", USUAL_PRIORITY),
                row.number("days_shanghai", 0),
                row.number("days_home", 0),
                row.number("days_destination", 0),
                row.number("total_days"),
                row.textOrNull("transfer"),
                each(row.texts("needs"), QuarantinePolicies::condition),
                each(row.texts("needs_for_home"), QuarantinePolicies::condition),
                each(row.texts("mode_choice"), QuarantinePolicies::kind),
                row.number("tests", row.numbers("test_days").size()),
                row.text("basis"));
    }

    private static HealthMonitoring monitoring(Shipped row, ZoneOffset offset) {
        List<String> slots = row.texts("slots");
        if (slots.size() != Slot.values().length) {
            throw new IllegalStateException(row.source() + " has other slots than " + List.of(Slot.values()));
        }
        Map<Slot, HealthMonitoring.Hours> hours =
                Map.of(Slot.MORNING, hours(slots.getFirst()), Slot.EVENING, hours(slots.getLast()));
        return new HealthMonitoring(
                hours, Double.parseDouble(row.text("fever_celsius")), row.number("escalate_after_missed"), offset);
    }

    private static HealthMonitoring.Hours hours(String span) {
        List<String> ends = List.of(span.split("-", -1));
        return new HealthMonitoring.Hours(LocalTime.parse(ends.getFirst()), LocalTime.parse(ends.getLast()));
    }

    private static Condition condition(String name) {
        return Condition.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Community health management is read as staying at home; the data say that this is the reading taken. */
    private static QuarantineKind kind(String mode) {
        return mode.equals("central") ? QuarantineKind.CENTRAL : QuarantineKind.HOME;
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static <E> Set<E> each(List<String> names, Function<String, E> read) {
        return names.stream().map(read).collect(Collectors.toUnmodifiableSet());
    }
}
