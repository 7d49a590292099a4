package io.communitycloud.team.mobilisation;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.Ids;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationAnswered;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationCalled;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationFellShort;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationManned;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationRefused;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationStateTold;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationStoodDown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * The call of an area's teams to a task, from the call-out to the moment they are let go.
 *
 * <p>It watches itself: who declines is replaced from the reserve that was chosen at the call-out, and what is not manned
 * when it is due has fallen short. {@code cause}, {@code due} and {@code engagedTeams} stand outside the order and the
 * calls because searches by them have an index; the last is absent once nobody is engaged.
 */
@AggregateRoot(collection = "mobilisations", topic = "team.mobilisations.v1")
public final class Mobilisation extends Aggregate {

    private final Order order;
    private final @Nullable String cause;
    private final Instant due;
    private final String correlation;
    private MobilisationState status;
    private List<Call> calls;
    private List<String> reserve;
    private @Nullable List<String> engagedTeams;
    private @Nullable String refusalCode;
    private @Nullable StandDownReason standDownReason;
    private @Nullable Instant endedAt;

    @PersistenceCreator
    Mobilisation(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            Order order,
            @Nullable String cause,
            Instant due,
            String correlation,
            MobilisationState status,
            List<Call> calls,
            List<String> reserve) {
        super(id, area, scope, createdAt);
        this.order = order;
        this.cause = cause;
        this.due = due;
        this.correlation = correlation;
        this.status = status;
        this.calls = List.copyOf(calls);
        this.reserve = List.copyOf(reserve);
    }

    /**
     * Calls teams.
     *
     * @param path the codes from the city down to the area
     * @param candidates those that may be called, the fittest first; who is not needed is the reserve
     */
    static Mobilisation call(
            String id, String area, List<String> path, Order order, List<String> candidates, Instant now) {
        int first = Math.min(order.needed(), candidates.size());
        List<Call> calls = candidates.subList(0, first).stream()
                .map(team -> Call.to(team, null, now))
                .toList();
        Mobilisation mobilisation = new Mobilisation(
                id,
                area,
                path,
                now,
                order,
                order.cause(),
                order.due(),
                correlation(),
                MobilisationState.CALLING,
                calls,
                candidates.subList(first, candidates.size()));
        mobilisation.callsChanged(path);
        mobilisation.register(new MobilisationCalled(
                id,
                order.cause(),
                order.step(),
                area,
                order.exercise(),
                order.kinds(),
                order.needed(),
                calls.stream().map(Call::teamId).toList(),
                order.due()));
        return mobilisation;
    }

    /** Remembers that an activation's call could not be made, so that it is refused once and whoever asks can see why. */
    static Mobilisation refused(
            String id, String area, List<String> path, Order order, MobilisationRefusal why, Instant now) {
        Mobilisation mobilisation = new Mobilisation(
                id,
                area,
                path,
                now,
                order,
                order.cause(),
                order.due(),
                correlation(),
                MobilisationState.REFUSED,
                List.of(),
                List.of());
        mobilisation.refusalCode = why.code();
        mobilisation.endedAt = now;
        mobilisation.register(
                new MobilisationRefused(id, order.cause(), order.step(), area, order.exercise(), why.code()));
        return mobilisation;
    }

    /**
     * Takes a team's answer; the same answer again changes nothing.
     *
     * @param standIn the team that is called in its place, where it names one
     * @throws Refused where it is over, the team was not called or has answered otherwise
     */
    void answer(String teamId, CallAnswer answer, @Nullable String standIn, @Nullable String reason, Instant now) {
        requireOpen();
        Call call = callOf(teamId).orElseThrow(() -> new Refused(MobilisationRefusal.NOT_CALLED));
        if (call.answer() == answer) {
            return;
        }
        if (call.answer() != CallAnswer.PENDING) {
            throw new Refused(MobilisationRefusal.ALREADY_ANSWERED);
        }
        List<Call> answered = new ArrayList<>(calls);
        answered.set(answered.indexOf(call), call.answered(answer, reason, now));
        String next = next(answer, standIn);
        if (next != null) {
            answered.add(Call.to(next, teamId, now));
            reserve = reserve.stream().filter(each -> !each.equals(next)).toList();
        }
        calls = List.copyOf(answered);
        callsChanged(scope());
        register(new MobilisationAnswered(id(), cause, order.step(), area(), order.exercise(), teamId, answer, next));
        count();
    }

    /** Falls short where it is due and not manned; otherwise stays as it is. */
    void overdue(Instant now) {
        if (status == MobilisationState.CALLING && !now.isBefore(due)) {
            fallShort();
        }
    }

    /**
     * Lets the teams go.
     *
     * @throws Refused where it is over
     */
    void standDown(StandDownReason reason, Instant now) {
        requireOpen();
        List<String> let = engaged();
        status = MobilisationState.STOOD_DOWN;
        standDownReason = reason;
        endedAt = now;
        reserve = List.of();
        engagedTeams = null;
        register(new MobilisationStoodDown(id(), cause, order.step(), area(), order.exercise(), reason, let));
    }

    private @Nullable String next(CallAnswer answer, @Nullable String standIn) {
        return switch (answer) {
            case STAND_IN -> {
                if (standIn == null || callOf(standIn).isPresent()) {
                    throw new Refused(MobilisationRefusal.STAND_IN_UNFIT);
                }
                yield standIn;
            }
            case DECLINED -> reserve.isEmpty() ? null : reserve.getFirst();
            case ACCEPTED, PENDING -> null;
        };
    }

    /** Whether it is manned now, or cannot be any more. */
    private void count() {
        List<String> accepted = accepted();
        if (accepted.size() >= order.needed()) {
            if (status != MobilisationState.MANNED) {
                status = MobilisationState.MANNED;
                register(new MobilisationManned(
                        id(), cause, order.step(), area(), order.exercise(), accepted.size(), accepted));
            }
        } else if (status == MobilisationState.CALLING
                && calls.stream().noneMatch(call -> call.answer() == CallAnswer.PENDING)) {
            fallShort();
        }
    }

    private void fallShort() {
        List<String> accepted = accepted();
        status = MobilisationState.FELL_SHORT;
        register(new MobilisationFellShort(
                id(), cause, order.step(), area(), order.exercise(), order.needed(), accepted.size(), accepted));
    }

    /** Who is called sees it: the scope follows the calls. */
    private void callsChanged(List<String> before) {
        List<String> scope = new ArrayList<>(before);
        for (Call call : calls) {
            String key = "team:" + call.teamId();
            if (!scope.contains(key)) {
                scope.add(key);
            }
        }
        relocate(area(), scope);
        List<String> engaged = engaged();
        engagedTeams = engaged.isEmpty() ? null : engaged;
    }

    private void requireOpen() {
        if (isOver()) {
            throw new Refused(MobilisationRefusal.OVER);
        }
    }

    private static String correlation() {
        Cause current = Cause.current();
        return current == null ? Ids.next() : current.correlationId();
    }

    private Optional<Call> callOf(String teamId) {
        return calls.stream().filter(call -> call.teamId().equals(teamId)).findFirst();
    }

    /** The teams that were called and have neither declined nor been let go. */
    private List<String> engaged() {
        return calls.stream()
                .filter(call -> call.answer() == CallAnswer.PENDING || call.answer() == CallAnswer.ACCEPTED)
                .map(Call::teamId)
                .toList();
    }

    List<String> accepted() {
        return calls.stream()
                .filter(call -> call.answer() == CallAnswer.ACCEPTED)
                .map(Call::teamId)
                .toList();
    }

    boolean isOver() {
        return status == MobilisationState.STOOD_DOWN || status == MobilisationState.REFUSED;
    }

    /** What every event that follows from the call-out is told under. */
    Cause told() {
        return new Cause(correlation, null);
    }

    Order order() {
        return order;
    }

    MobilisationState status() {
        return status;
    }

    Instant due() {
        return due;
    }

    List<Call> calls() {
        return calls;
    }

    List<String> reserve() {
        return reserve;
    }

    @Nullable
    List<String> engagedTeams() {
        return engagedTeams;
    }

    @Nullable
    String refusalCode() {
        return refusalCode;
    }

    @Nullable
    StandDownReason standDownReason() {
        return standDownReason;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    @Override
    public DomainEvent state() {
        return new MobilisationStateTold(
                id(),
                cause,
                order.step(),
                area(),
                order.exercise(),
                status,
                order.needed(),
                isOver() ? List.of() : engaged(),
                due);
    }
}
