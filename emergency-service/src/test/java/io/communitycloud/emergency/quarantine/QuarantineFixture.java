package io.communitycloud.emergency.quarantine;

import io.communitycloud.emergency.person.Person;
import io.communitycloud.emergency.quarantine.QuarantineOrder.OrderQuarantine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Quarantine orders as tests speak of them. */
final class QuarantineFixture {

    static final QuarantinePolicies POLICIES = new QuarantinePolicies();
    static final HealthMonitoring MONITORING = POLICIES.monitoring();
    private static final List<String> PATH = List.of("310000000000", "310101000000", "310101002000", "310101002001");

    private Origin origin = Origin.INBOUND;
    private Destination destination = Destination.SH;
    private Instant arrivedAt = at("2020-09-12T12:00:00+08:00");
    private Duration later = Duration.ZERO;
    private Set<Condition> conditions = Set.of();
    private @Nullable QuarantineKind kind;

    static QuarantineFixture aPerson() {
        return new QuarantineFixture();
    }

    static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    QuarantineFixture from(Origin newOrigin) {
        origin = newOrigin;
        return this;
    }

    QuarantineFixture goingTo(Destination newDestination) {
        destination = newDestination;
        return this;
    }

    QuarantineFixture arrivedAt(Instant instant) {
        arrivedAt = instant;
        return this;
    }

    QuarantineFixture arrivedAt(String time) {
        return arrivedAt(at(time));
    }

    /** Ordered so long after the arrival. */
    QuarantineFixture orderedAfter(Duration time) {
        later = time;
        return this;
    }

    QuarantineFixture with(Condition... newConditions) {
        conditions = Set.of(newConditions);
        return this;
    }

    QuarantineFixture wanting(QuarantineKind newKind) {
        kind = newKind;
        return this;
    }

    QuarantineOrder ordered() {
        OrderQuarantine command =
                new OrderQuarantine(origin, destination, arrivedAt, conditions, kind, null, false, "worker");
        QuarantinePolicy policy = POLICIES.choose(origin, destination, arrivedAt, conditions)
                .orElseThrow(() -> new AssertionError("no policy for " + command));
        Person person = new Person("R1", "310101002001", "H1", true);
        return QuarantineOrder.order(
                "01KAM3C9W0N000000000000QR1", person, PATH, command, policy, MONITORING, arrivedAt.plus(later));
    }

    static FollowUp well(LocalDate day, Slot slot, Instant at) {
        return report(day, slot, 36.5, at);
    }

    static FollowUp report(LocalDate day, Slot slot, double temperature, Instant at) {
        return new FollowUp(day, slot, FollowUp.Outcome.ANSWERED, temperature, Set.of(), Set.of(), "worker", at);
    }

    static FollowUp noAnswer(LocalDate day, Slot slot, Instant at) {
        return new FollowUp(day, slot, FollowUp.Outcome.NO_ANSWER, null, Set.of(), Set.of(), "worker", at);
    }
}
