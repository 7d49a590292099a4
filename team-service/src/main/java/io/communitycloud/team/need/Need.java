package io.communitycloud.team.need;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.need.NeedEvent.NeedAttended;
import io.communitycloud.team.need.NeedEvent.NeedCancelled;
import io.communitycloud.team.need.NeedEvent.NeedLeft;
import io.communitycloud.team.need.NeedEvent.NeedPublished;
import io.communitycloud.team.need.NeedEvent.NeedSignedUp;
import io.communitycloud.team.need.NeedEvent.NeedStateTold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * What an area wants volunteers for, at a time and a place.
 *
 * <p>Places are given in the order of signing up; who comes later waits and moves up in turn. When it begins stands
 * beside what is wanted, since a list by it has an index.
 */
@AggregateRoot(collection = "needs", topic = "team.needs.v1")
public final class Need extends Aggregate {

    static final int MOST_WAITING = 50;

    private final Wanted wanted;
    private final Instant from;
    private NeedState status;
    private List<SignUp> signUps;

    @PersistenceCreator
    Need(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            Wanted wanted,
            Instant from,
            NeedState status,
            List<SignUp> signUps) {
        super(id, area, scope, createdAt);
        this.wanted = wanted;
        this.from = from;
        this.status = status;
        this.signUps = List.copyOf(signUps);
    }

    /**
     * Says that volunteers are wanted.
     *
     * @throws Refused where it would end before it begins, or begins in the past
     */
    static Need publish(String id, String area, List<String> path, Wanted wanted, Instant now) {
        if (!wanted.from().isBefore(wanted.to())) {
            throw new Refused(NeedRefusal.ENDS_BEFORE_IT_BEGINS);
        }
        if (wanted.from().isBefore(now)) {
            throw new Refused(NeedRefusal.BEGINS_IN_THE_PAST);
        }
        Need need = new Need(id, area, path, now, wanted, wanted.from(), NeedState.OPEN, List.of());
        need.register(new NeedPublished(id, area, wanted.skill(), wanted.places(), wanted.from(), wanted.to()));
        return need;
    }

    /**
     * Gives a volunteer a place, or lets her wait for one.
     *
     * @throws Refused where it is cancelled or over, she has signed up, or too many wait
     */
    void signUp(String volunteerId, Instant now) {
        requireOpen(now);
        if (signUpOf(volunteerId).isPresent()) {
            throw new Refused(NeedRefusal.ALREADY_SIGNED_UP);
        }
        SignUpState state =
                count(SignUpState.SIGNED_UP) < wanted.places() ? SignUpState.SIGNED_UP : SignUpState.WAITING;
        if (state == SignUpState.WAITING && count(SignUpState.WAITING) >= MOST_WAITING) {
            throw new Refused(NeedRefusal.WAITING_LIST_FULL);
        }
        List<SignUp> after = new ArrayList<>(signUps.stream()
                .filter(each -> !each.volunteerId().equals(volunteerId))
                .toList());
        after.add(new SignUp(volunteerId, state, now));
        signUps = List.copyOf(after);
        register(new NeedSignedUp(id(), area(), volunteerId, state));
    }

    /**
     * Takes a volunteer's word back; who waited longest moves up to a place that falls free.
     *
     * @throws Refused where it is cancelled or over, or she has not signed up
     */
    void leave(String volunteerId, Instant now) {
        requireOpen(now);
        SignUp leaving = signUpOf(volunteerId).orElseThrow(() -> new Refused(NeedRefusal.NOT_SIGNED_UP));
        replace(leaving, SignUpState.WITHDRAWN);
        Optional<SignUp> next = leaving.state() == SignUpState.SIGNED_UP
                ? signUps.stream()
                        .filter(each -> each.state() == SignUpState.WAITING)
                        .findFirst()
                : Optional.empty();
        next.ifPresent(each -> replace(each, SignUpState.SIGNED_UP));
        register(new NeedLeft(
                id(), area(), volunteerId, next.map(SignUp::volunteerId).orElse(null)));
    }

    /**
     * Notes whether a volunteer who had a place came; noting the same again changes nothing.
     *
     * @throws Refused where it is cancelled or has not begun, or she has no place
     */
    void attend(String volunteerId, boolean came, Instant now) {
        if (status == NeedState.CANCELLED) {
            throw new Refused(NeedRefusal.CANCELLED);
        }
        if (now.isBefore(from)) {
            throw new Refused(NeedRefusal.NOT_BEGUN);
        }
        SignUp signUp = signUpOf(volunteerId)
                .filter(each -> each.state() != SignUpState.WAITING)
                .orElseThrow(() -> new Refused(NeedRefusal.NOT_SIGNED_UP));
        SignUpState noted = came ? SignUpState.CAME : SignUpState.ABSENT;
        if (signUp.state() != noted) {
            replace(signUp, noted);
            register(new NeedAttended(id(), area(), volunteerId, came));
        }
    }

    /**
     * Says that nobody is wanted any more.
     *
     * @throws Refused where it is cancelled or over
     */
    void cancel(Instant now) {
        requireOpen(now);
        status = NeedState.CANCELLED;
        register(new NeedCancelled(id(), area()));
    }

    private void requireOpen(Instant now) {
        if (status == NeedState.CANCELLED) {
            throw new Refused(NeedRefusal.CANCELLED);
        }
        if (!now.isBefore(wanted.to())) {
            throw new Refused(NeedRefusal.OVER);
        }
    }

    private void replace(SignUp one, SignUpState state) {
        signUps = signUps.stream()
                .map(each -> each.equals(one) ? one.as(state) : each)
                .toList();
    }

    private Optional<SignUp> signUpOf(String volunteerId) {
        return signUps.stream()
                .filter(each -> each.volunteerId().equals(volunteerId) && each.counts())
                .findFirst();
    }

    /** How many stand in a state; who came or stayed away had a place. */
    int count(SignUpState state) {
        return Math.toIntExact(
                signUps.stream().filter(each -> each.state() == state).count());
    }

    Wanted wanted() {
        return wanted;
    }

    NeedState status() {
        return status;
    }

    /** Who signed up, in that order. */
    List<SignUp> signUps() {
        return signUps;
    }

    @Override
    public DomainEvent state() {
        return new NeedStateTold(
                id(),
                area(),
                wanted.skill(),
                wanted.places(),
                wanted.from(),
                wanted.to(),
                status,
                count(SignUpState.SIGNED_UP),
                count(SignUpState.WAITING));
    }
}
