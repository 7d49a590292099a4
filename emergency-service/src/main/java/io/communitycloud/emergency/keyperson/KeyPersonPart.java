package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.keyperson.KeyPersonPartEvent.KeyPersonPartAcknowledged;
import io.communitycloud.emergency.keyperson.KeyPersonPartEvent.KeyPersonPartAnswered;
import io.communitycloud.emergency.keyperson.KeyPersonPartEvent.KeyPersonPartAssigned;
import io.communitycloud.emergency.keyperson.KeyPersonPartEvent.KeyPersonPartOverdue;
import io.communitycloud.emergency.keyperson.KeyPersonPartEvent.KeyPersonPartState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * The part of a list that one committee has to answer within its clock; missed, the clock calls one level up, and a day
 * later the next.
 *
 * <p>People who could be matched to no committee are the part of the area above that they were given to.
 */
@AggregateRoot(collection = "key_person_parts", topic = "emergency.key-person-parts.v1")
public final class KeyPersonPart extends Aggregate {

    /** How long a level has before the one above is called. */
    static final Duration PER_LEVEL = Duration.ofHours(24);

    private final String list;
    private final String bureau;
    private final boolean exercise;
    private final Instant due;
    private State state;
    private int persons;
    private int open;
    private boolean overdue;
    private boolean ticking;
    private Instant wakeAt;
    private int level;
    private @Nullable String escalatedTo;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Instant answeredAt;

    /** Where a part stands. */
    public enum State {
        /** The list is being distributed. */
        GATHERING,
        OPEN,
        ANSWERED
    }

    @PersistenceCreator
    KeyPersonPart(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String list,
            String bureau,
            boolean exercise,
            Instant due,
            State state,
            Instant wakeAt) {
        super(id, area, scope, createdAt);
        this.list = list;
        this.bureau = bureau;
        this.exercise = exercise;
        this.due = due;
        this.state = state;
        this.wakeAt = wakeAt;
    }

    static String idOf(String list, String area) {
        return list + "." + area;
    }

    /** Begins the part of an area. */
    static KeyPersonPart of(KeyPersonList list, String area, List<String> path, Instant now) {
        return new KeyPersonPart(
                idOf(list.id(), area),
                area,
                KeyPerson.scope(path, list.bureau()),
                now,
                list.id(),
                list.bureau(),
                list.exercise(),
                list.due(),
                State.GATHERING,
                list.due());
    }

    /** Takes how many are with it and how many of them are open. */
    void count(int with, int stillOpen, Instant now) {
        boolean more = with > persons;
        persons = with;
        open = stillOpen;
        if (stillOpen > 0) {
            if (state != State.OPEN || more) {
                register(new KeyPersonPartAssigned(id(), list, bureau, area(), exercise, with, due));
            }
            state = State.OPEN;
            ticking = true;
            answeredAt = null;
        } else if (state == State.OPEN) {
            state = State.ANSWERED;
            ticking = false;
            answeredAt = now;
            register(new KeyPersonPartAnswered(id(), list, bureau, area(), exercise, with, overdue));
        } else if (state == State.GATHERING) {
            state = State.ANSWERED; // all of them were answered or taken elsewhere before the rest was handed out
        }
    }

    /** Says that the committee has seen it; a second time changes nothing. */
    void acknowledge(String by, Instant now) {
        if (acknowledgedAt == null) {
            acknowledgedAt = now;
            acknowledgedBy = by;
            register(new KeyPersonPartAcknowledged(id(), list, bureau, area(), exercise));
        }
    }

    /**
     * Calls the next level where the clock was missed.
     *
     * @param path the codes from the city down to its area
     */
    void tick(List<String> path, Instant now) {
        if (state != State.OPEN || now.isBefore(wakeAt)) {
            return;
        }
        overdue = true;
        level = Math.min(level + 1, Math.max(0, path.size() - 1));
        escalatedTo = path.get(path.size() - 1 - level);
        ticking = level < path.size() - 1; // above the city there is nobody to be called
        wakeAt = wakeAt.plus(PER_LEVEL);
        register(new KeyPersonPartOverdue(id(), list, bureau, area(), exercise, open, escalatedTo));
    }

    /**
     * Refuses what a part that is answered does not take any more.
     *
     * @throws Refused where it is answered
     */
    void requireOpen() {
        if (state == State.ANSWERED) {
            throw new Refused(KeyPersonRefusal.ANSWERED_ALREADY);
        }
    }

    String list() {
        return list;
    }

    String bureau() {
        return bureau;
    }

    boolean exercise() {
        return exercise;
    }

    Instant due() {
        return due;
    }

    State progress() {
        return state;
    }

    int persons() {
        return persons;
    }

    int open() {
        return open;
    }

    boolean overdue() {
        return overdue;
    }

    boolean ticking() {
        return ticking;
    }

    Instant wakeAt() {
        return wakeAt;
    }

    @Nullable
    String escalatedTo() {
        return escalatedTo;
    }

    @Nullable
    String acknowledgedBy() {
        return acknowledgedBy;
    }

    @Nullable
    Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Override
    public DomainEvent state() {
        return new KeyPersonPartState(id(), list, bureau, area(), exercise, persons, open, due, overdue, state);
    }
}
