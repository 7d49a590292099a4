package io.communitycloud.resident.care;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.care.CareDutyEvent.CareDutyChanged;
import io.communitycloud.resident.care.CareDutyEvent.CareDutyDone;
import io.communitycloud.resident.care.CareDutyEvent.CareDutyEnded;
import io.communitycloud.resident.care.CareDutyEvent.CareDutyOpened;
import io.communitycloud.resident.care.CareDutyEvent.CareDutyStateTold;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * That a committee looks after a household every day while a quarantine order lasts.
 *
 * <p>Its id is the order's, so that an order has one duty however often it is told of. It remembers the order's last
 * sequence it has seen; what comes twice or late changes nothing.
 */
@AggregateRoot(collection = "care_duties", topic = "resident.care-duties.v1")
public final class CareDuty extends Aggregate {

    private final String household;
    private final String resident;
    private final boolean exercise;
    private Setting setting;
    private Instant until;
    private State state;
    private LocalDate nextDueOn;
    private long seen;
    private List<Done> done = List.of();
    private @Nullable Instant endedAt;
    private @Nullable String outcome;

    /** Where the quarantined person is. */
    public enum Setting {
        /** At home: everything the household needs is brought. */
        HOME,
        /** Elsewhere: who stayed behind is looked after. */
        CENTRAL
    }

    /** Whether there is anything to be done. */
    public enum State {
        OPEN,
        ENDED
    }

    /** What was done. */
    public enum Task {
        FOOD,
        MEDICINE,
        RUBBISH,
        PARCELS,
        MEDICAL_CARE,
        COUNSEL,
        CHECK,
        OTHER
    }

    /**
     * What was done on a day.
     *
     * @param by a token's subject
     */
    record Done(LocalDate on, Set<Task> tasks, @Nullable String remark, String by, Instant at) {

        Done {
            tasks = Set.copyOf(tasks);
        }
    }

    @PersistenceCreator
    CareDuty(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String household,
            String resident,
            boolean exercise,
            Setting setting,
            Instant until,
            State state,
            LocalDate nextDueOn,
            long seen) {
        super(id, area, scope, createdAt);
        this.household = household;
        this.resident = resident;
        this.exercise = exercise;
        this.setting = setting;
        this.until = until;
        this.state = state;
        this.nextDueOn = nextDueOn;
        this.seen = seen;
    }

    /**
     * Begins to look after a household.
     *
     * @param path the codes from the city down to its committee
     * @param sequence that of the event that told of the order
     */
    static CareDuty open(
            String order,
            String area,
            List<String> path,
            String household,
            String resident,
            boolean exercise,
            Setting setting,
            Instant until,
            LocalDate today,
            long sequence,
            Instant now) {
        List<String> scope = new ArrayList<>(path);
        scope.add("household:" + household);
        CareDuty duty = new CareDuty(
                order, area, scope, now, household, resident, exercise, setting, until, State.OPEN, today, sequence);
        duty.register(new CareDutyOpened(order, order, household, area, exercise, setting, until));
        return duty;
    }

    /** Follows the order; what was seen already, or comes after its end, changes nothing. */
    void follow(Setting where, Instant end, long sequence) {
        if (sequence <= seen || state == State.ENDED) {
            return;
        }
        seen = sequence;
        if (where != setting || !end.equals(until)) {
            setting = where;
            until = end;
            register(new CareDutyChanged(id(), id(), household, area(), exercise, where, end));
        }
    }

    /** Ends with the order. */
    void end(@Nullable String how, Instant at, long sequence) {
        if (sequence <= seen || state == State.ENDED) {
            return;
        }
        seen = sequence;
        state = State.ENDED;
        outcome = how;
        endedAt = at;
        until = at;
        register(new CareDutyEnded(id(), id(), household, area(), exercise, at));
    }

    /**
     * Records what was done today; the next is due tomorrow.
     *
     * @throws Refused where the duty is over
     */
    void complete(Done what) {
        if (state == State.ENDED || !what.at().isBefore(until)) {
            throw new Refused(new CareRefusal.Ended());
        }
        List<Done> all = new ArrayList<>(done);
        all.add(what);
        done = List.copyOf(all);
        nextDueOn = what.on().plusDays(1);
        register(new CareDutyDone(id(), id(), household, area(), exercise, what.on()));
    }

    String household() {
        return household;
    }

    String resident() {
        return resident;
    }

    boolean exercise() {
        return exercise;
    }

    Setting setting() {
        return setting;
    }

    Instant until() {
        return until;
    }

    State progress() {
        return state;
    }

    LocalDate nextDueOn() {
        return nextDueOn;
    }

    List<Done> done() {
        return done;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    String outcome() {
        return outcome;
    }

    @Override
    public DomainEvent state() {
        return new CareDutyStateTold(id(), id(), household, area(), exercise, setting, until, state);
    }
}
