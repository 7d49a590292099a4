package io.communitycloud.resource.bed;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.bed.BedEvent.BedAdded;
import io.communitycloud.resource.bed.BedEvent.BedAsIs;
import io.communitycloud.resource.bed.BedEvent.BedAssigned;
import io.communitycloud.resource.bed.BedEvent.BedReleased;
import io.communitycloud.resource.bed.BedEvent.BedTurned;
import io.communitycloud.resource.bed.Stay.ReleaseReason;
import io.communitycloud.resource.facility.Facility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A bed with whom it was given to last.
 *
 * <p>The bed is the slot: its last assignment is part of its own document, so two of them can never overlap, whoever races.
 * Those before are entries of their own, see {@link Stays}.
 */
@AggregateRoot(collection = "beds", topic = "resource.beds.v1")
public final class Bed extends Aggregate {

    private static final String ASSIGNMENT = "assignment:";

    private final String facility;
    private final String ward;
    private final BedKind kind;
    private BedState state = BedState.AVAILABLE;
    private @Nullable Stay last;

    @PersistenceCreator
    Bed(String id, String area, List<String> scope, Instant createdAt, String facility, String ward, BedKind kind) {
        super(id, area, scope, createdAt);
        this.facility = facility;
        this.ward = ward;
        this.kind = kind;
    }

    /** Sets up a bed in a ward of a facility. */
    static Bed add(String id, Facility facility, String ward, BedKind kind, Instant now) {
        Bed bed = new Bed(id, facility.area(), facility.scope(), now, facility.id(), ward, kind);
        bed.register(new BedAdded(id, facility.id(), facility.area(), ward, kind));
        return bed;
    }

    /**
     * Gives the bed to somebody.
     *
     * @throws Refused 409 where somebody has it or it is not ready
     */
    void assign(String assignment, String caseNumber, Instant now) {
        if (current().filter(stay -> stay.id().equals(assignment)).isPresent()) {
            return;
        }
        switch (state) {
            case AVAILABLE -> {}
            case OCCUPIED -> throw new Refused(BedRefusal.TAKEN);
            case CLEANING, OUT_OF_SERVICE -> throw new Refused(BedRefusal.NOT_READY);
        }
        state = BedState.OCCUPIED;
        last = new Stay(assignment, caseNumber, now, null, null);
        List<String> keys = new ArrayList<>(
                scope().stream().filter(key -> !key.startsWith(ASSIGNMENT)).toList());
        keys.add(ASSIGNMENT + assignment);
        relocate(area(), keys);
        register(new BedAssigned(assignment, id(), facility, area(), kind));
    }

    /** Takes the bed back; an assignment that is over stays over. */
    void release(String assignment, ReleaseReason reason, Instant now) {
        Optional<Stay> lasting = current().filter(stay -> stay.id().equals(assignment));
        if (lasting.isEmpty()) {
            return;
        }
        last = lasting.get().end(reason, now);
        // A mistake is noticed before anybody lay down; every other bed is made again first.
        state = reason == ReleaseReason.MISTAKE ? BedState.AVAILABLE : BedState.CLEANING;
        register(new BedReleased(assignment, id(), facility, area(), kind, reason));
    }

    /**
     * Puts a bed that nobody has into another state.
     *
     * @throws Refused 409 where somebody has it
     */
    void turn(BedState next) {
        if (state == BedState.OCCUPIED || next == BedState.OCCUPIED) {
            throw new Refused(BedRefusal.OCCUPIED);
        }
        if (state != next) {
            register(new BedTurned(id(), facility, area(), state, next));
            state = next;
        }
    }

    /** The assignment that lasts, where one does. */
    Optional<Stay> current() {
        return last().filter(Stay::lasts);
    }

    /** The last assignment, over or not. */
    Optional<Stay> last() {
        return Optional.ofNullable(last);
    }

    String facility() {
        return facility;
    }

    String ward() {
        return ward;
    }

    BedKind kind() {
        return kind;
    }

    BedState bedState() {
        return state;
    }

    @Override
    public DomainEvent state() {
        return new BedAsIs(id(), facility, area(), ward, kind, state);
    }
}
