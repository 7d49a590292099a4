package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.emergency.keyperson.KeyPersonListEvent.KeyPersonListAccepted;
import io.communitycloud.emergency.keyperson.KeyPersonListEvent.KeyPersonListAnswered;
import io.communitycloud.emergency.keyperson.KeyPersonListEvent.KeyPersonListDistributed;
import io.communitycloud.emergency.keyperson.KeyPersonListEvent.KeyPersonListState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A list of people to be looked for, as one bureau pushed it.
 *
 * <p>It belongs to the city and to the bureau; its people belong to their committees.
 */
@AggregateRoot(collection = "key_person_lists", topic = "emergency.key-person-lists.v1")
public final class KeyPersonList extends Aggregate {

    /** Within this every person of a list is answered for (重点人员摸排). */
    static final Duration CLOCK = Duration.ofHours(24);

    private final String bureau;
    private final String key;
    private final boolean exercise;
    private final Instant due;
    private final int total;
    private final int bad;
    private State state;
    private int persons;
    private int known;
    private int matched;
    private int committees;
    private int open;
    private @Nullable Instant distributedAt;
    private @Nullable Instant answeredAt;

    /** Where a list stands. */
    public enum State {
        /** Accepted; its people are being matched and handed out. */
        DISTRIBUTING,
        /** With the committees. */
        DISTRIBUTED,
        /** Every person of it is answered for. */
        ANSWERED
    }

    @PersistenceCreator
    KeyPersonList(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String bureau,
            String key,
            boolean exercise,
            Instant due,
            int total,
            int bad,
            State state) {
        super(id, area, scope, createdAt);
        this.bureau = bureau;
        this.key = key;
        this.exercise = exercise;
        this.due = due;
        this.total = total;
        this.bad = bad;
        this.state = state;
    }

    /** Accepts a list; its clock runs from this moment on. */
    static KeyPersonList accept(
            String id,
            String city,
            List<String> path,
            String bureau,
            String key,
            boolean exercise,
            int total,
            int bad,
            Instant now) {
        List<String> scope = new ArrayList<>(path);
        scope.add("bureau:" + bureau);
        KeyPersonList list = new KeyPersonList(
                id, city, scope, now, bureau, key, exercise, now.plus(CLOCK), total, bad, State.DISTRIBUTING);
        list.register(new KeyPersonListAccepted(id, bureau, city, exercise, total, bad, list.due));
        return list;
    }

    /**
     * Says that every person of it is with a committee.
     *
     * @param handedOut how many
     * @param knownBefore how many rows named a task that was pushed before
     */
    void distributed(int handedOut, int knownBefore, int matchedToResidents, int inCommittees, Instant now) {
        if (state != State.DISTRIBUTING) {
            return;
        }
        state = State.DISTRIBUTED;
        persons = handedOut;
        known = knownBefore;
        matched = matchedToResidents;
        committees = inCommittees;
        open = handedOut;
        distributedAt = now;
        register(new KeyPersonListDistributed(
                id(), bureau, area(), exercise, handedOut, knownBefore, matchedToResidents, inCommittees));
        answeredFor(handedOut, now);
    }

    /** Takes how many are still open; with the last one the list is answered. */
    void answeredFor(int stillOpen, Instant now) {
        open = stillOpen;
        if (state == State.DISTRIBUTED && stillOpen == 0) {
            state = State.ANSWERED;
            answeredAt = now;
            register(new KeyPersonListAnswered(id(), bureau, area(), exercise, persons));
        }
    }

    String bureau() {
        return bureau;
    }

    String key() {
        return key;
    }

    boolean exercise() {
        return exercise;
    }

    Instant due() {
        return due;
    }

    int total() {
        return total;
    }

    int bad() {
        return bad;
    }

    State progress() {
        return state;
    }

    int persons() {
        return persons;
    }

    int known() {
        return known;
    }

    int matched() {
        return matched;
    }

    int committees() {
        return committees;
    }

    int open() {
        return open;
    }

    @Nullable
    Instant distributedAt() {
        return distributedAt;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Override
    public DomainEvent state() {
        return new KeyPersonListState(id(), bureau, area(), exercise, total, bad, persons, open, due, state);
    }
}
