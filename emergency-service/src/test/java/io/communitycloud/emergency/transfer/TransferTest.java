package io.communitycloud.emergency.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.transfer.Passenger.ExceptionCode;
import io.communitycloud.emergency.transfer.SortingPoint.Kind;
import io.communitycloud.emergency.transfer.SortingPoints.Province;
import io.communitycloud.emergency.transfer.Transfer.State;
import io.communitycloud.emergency.transfer.TransferEvent.TransferClosed;
import io.communitycloud.emergency.transfer.TransferEvent.TransferHeadcountDrifted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A transfer from its manifest to the province's signature. */
class TransferTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private static Transfer of(int people) {
        List<Passenger> passengers = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            passengers.add(Passenger.listed("O" + i, "R" + i));
        }
        return Transfer.plan(
                "T1",
                "310101000000",
                List.of("310000000000", "310101000000"),
                Province.JS,
                "310101",
                false,
                passengers,
                List.of(
                        new Leg(1, "浦东机场", "花桥", "沪A00001", "E1", null, null),
                        new Leg(2, "花桥", "昆山", "沪A00002", "E2", null, null)),
                "planner",
                NOW);
    }

    private static Transfer offered(int people) {
        Transfer transfer = of(people);
        transfer.depart(1, people, "e1", NOW);
        transfer.arrive(1, people, "e1", NOW);
        transfer.depart(2, people, "e2", NOW);
        transfer.arrive(2, people, "e2", NOW);
        transfer.offer(people, "d", NOW);
        return transfer;
    }

    @Test
    void knowsNineteenSortingPoints() {
        List<SortingPoint> points = new SortingPoints().all();

        assertThat(points).hasSize(19);
        assertThat(points).filteredOn(point -> point.kind() == Kind.DISTRICT).hasSize(16);
        assertThat(points)
                .filteredOn(point -> point.kind() == Kind.PROVINCE)
                .extracting(SortingPoint::area)
                .containsExactly("320000000000", "330000000000", "340000000000");
    }

    @Test
    void isClosedByTheProvinceAlone() {
        Transfer transfer = offered(3);
        assertThat(transfer.progress()).isEqualTo(State.OFFERED);
        assertThat(transfer.handedOver()).isZero();

        assertThat(transfer.acknowledge(Set.of("O0", "O1"), Map.of("O2", ExceptionCode.NOT_ACCEPTED), 2, "js", NOW))
                .isTrue();

        assertThat(transfer.progress()).isEqualTo(State.CLOSED);
        assertThat(transfer.handedOver()).isEqualTo(2);
        assertThat(transfer.exceptions()).isEqualTo(1);
        assertThat(transfer.registeredEvents()).last().isInstanceOf(TransferClosed.class);
    }

    @Test
    void staysOpenWhileTheProvinceHasNotSignedForAll() {
        Transfer transfer = offered(3);

        assertThat(transfer.acknowledge(Set.of("O0"), Map.of(), 1, "js", NOW)).isTrue();

        assertThat(transfer.progress()).isEqualTo(State.OFFERED);
        assertThat(transfer.inTransit()).isEqualTo(2);
        refused(() -> transfer.acknowledge(Set.of("O0"), Map.of(), 1, "js", NOW), "not-on-manifest");
        assertThat(transfer.acknowledge(Set.of("O1", "O2"), Map.of(), 2, "js", NOW))
                .isTrue();
        assertThat(transfer.progress()).isEqualTo(State.CLOSED);
    }

    @Test
    void raisesAnAlarmAndSignsNothingWhereTheCountDiffers() {
        Transfer transfer = offered(3);

        assertThat(transfer.acknowledge(Set.of("O0", "O1", "O2"), Map.of(), 2, "js", NOW))
                .isFalse();

        assertThat(transfer.alarm()).isTrue();
        assertThat(transfer.inTransit()).isEqualTo(3);
        assertThat(transfer.progress()).isEqualTo(State.OFFERED);
        assertThat(transfer.registeredEvents()).last().isInstanceOf(TransferHeadcountDrifted.class);
        transfer.count(3, "js", NOW);
        assertThat(transfer.alarm()).isFalse();
    }

    @Test
    void raisesAnAlarmWhereHeadsDriftOnTheWay() {
        Transfer transfer = of(3);
        transfer.depart(1, 3, "e1", NOW);
        transfer.arrive(1, 2, "e1", NOW);
        assertThat(transfer.alarm()).isTrue();

        transfer.except("O2", ExceptionCode.MISSING, null, NOW);
        transfer.depart(2, 2, "e2", NOW);

        assertThat(transfer.alarm()).isFalse();
        assertThat(transfer.balanced()).isTrue();
    }

    @Test
    void takesItsLegsInOrder() {
        Transfer transfer = of(1);
        refused(() -> transfer.depart(2, 1, "e", NOW), "leg-out-of-order");
        refused(() -> transfer.arrive(1, 1, "e", NOW), "transfer-not-now");
        transfer.depart(1, 1, "e", NOW);
        refused(() -> transfer.depart(1, 1, "e", NOW), "leg-out-of-order");
        refused(() -> transfer.arrive(2, 1, "e", NOW), "leg-out-of-order");
        refused(() -> transfer.depart(3, 1, "e", NOW), "leg-out-of-order");
        refused(() -> transfer.offer(1, "e", NOW), "transfer-not-now");
        refused(() -> transfer.acknowledge(Set.of("O0"), Map.of(), 1, "js", NOW), "transfer-not-now");
        refused(transfer::cancel, "transfer-not-now");
    }

    @Test
    void leavesWithNobodyNever() {
        Transfer transfer = of(1);
        transfer.except("O0", ExceptionCode.UNFIT, null, NOW);
        refused(() -> transfer.depart(1, 0, "e", NOW), "nobody-aboard");
        transfer.cancel();
        assertThat(transfer.progress()).isEqualTo(State.CANCELLED);
    }

    /** Row E23: whatever is done in whatever order, everybody is somewhere and nobody is anywhere twice. */
    @Test
    void accountsForEverybodyAtEveryInstant() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int people = 1 + random.nextInt(30);
            Transfer transfer = of(people);
            int handedOver = 0;
            for (int step = 0; step < 60; step++) {
                try {
                    attempt(transfer, random, people);
                } catch (Refused refused) {
                    assertThat(refused.refusal().code()).isNotEmpty();
                }
                String story = "seed " + seed + " step " + step;
                assertThat(transfer.balanced()).as(story).isTrue();
                assertThat(transfer.listed() + transfer.inTransit() + transfer.handedOver() + transfer.exceptions())
                        .as(story)
                        .isEqualTo(people);
                assertThat(transfer.handedOver()).as(story).isGreaterThanOrEqualTo(handedOver);
                handedOver = transfer.handedOver();
                if (handedOver > 0) {
                    assertThat(transfer.signedBy()).as(story).isEqualTo("js");
                }
                if (transfer.progress() == State.CLOSED) {
                    assertThat(transfer.inTransit() + transfer.listed())
                            .as(story)
                            .isZero();
                }
            }
        }
    }

    private static void attempt(Transfer transfer, Random random, int people) {
        String somebody = "O" + random.nextInt(people + 1);
        int counted = random.nextInt(4) == 0 ? random.nextInt(people + 1) : transfer.inTransit();
        switch (random.nextInt(7)) {
            case 0 -> transfer.depart(1 + random.nextInt(2), counted, "e", NOW);
            case 1 -> transfer.arrive(1 + random.nextInt(2), counted, "e", NOW);
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    transfer.except(somebody, ExceptionCode.OTHER, null, NOW);
                }
            }
            case 3 -> transfer.offer(counted, "d", NOW);
            case 4 -> transfer.count(counted, "e", NOW);
            default -> {
                Set<String> received = new HashSet<>();
                Map<String, ExceptionCode> refused = new HashMap<>();
                for (Passenger passenger : transfer.passengers()) {
                    if (passenger.state() == Passenger.State.IN_TRANSIT && random.nextBoolean()) {
                        received.add(passenger.orderId());
                    } else if (passenger.state() == Passenger.State.IN_TRANSIT && random.nextInt(5) == 0) {
                        refused.put(passenger.orderId(), ExceptionCode.NOT_ACCEPTED);
                    }
                }
                boolean signed = transfer.acknowledge(
                        received, refused, received.size() + (random.nextInt(5) == 0 ? 1 : 0), "js", NOW);
                assertThat(signed).isEqualTo(!transfer.headcounts().getLast().drifts());
            }
        }
    }

    private static void refused(ThrowingCallable act, String code) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
