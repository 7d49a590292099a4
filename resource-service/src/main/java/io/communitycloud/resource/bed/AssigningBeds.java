package io.communitycloud.resource.bed;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.bed.Stay.ReleaseReason;
import io.communitycloud.resource.bed.Stays.BedStay;
import io.communitycloud.resource.crowd.Lobby;
import io.communitycloud.resource.facility.Facilities;
import io.communitycloud.resource.facility.Facility;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Gives beds to those who need one.
 *
 * <p>Which bed is decided by the write to the bed's own document; whoever loses a race for one bed tries the next, and
 * learns that there is none only when none is left.
 */
@Service
class AssigningBeds {

    private static final int ROUNDS = 20;
    private static final int CANDIDATES = 50;
    private static final int AT_A_TIME = 4;

    private final Beds beds;
    private final Facilities facilities;
    private final Clock clock;
    private final Lobby lobby = new Lobby(AT_A_TIME);

    AssigningBeds(Beds beds, Facilities facilities, Clock clock) {
        this.beds = beds;
        this.facilities = facilities;
        this.clock = clock;
    }

    /**
     * Somebody who needs a bed.
     *
     * @param facilityId where; left out where a bed is named
     * @param bedId which; any free one where it is left out
     * @param kind of what kind; any where it is left out
     */
    record AssignBed(
            @Nullable String facilityId,
            @Nullable String bedId,
            @Nullable BedKind kind,
            String caseNumber) {}

    /**
     * Gives a bed under the id of an assignment.
     *
     * @throws Refused 409 where the bed is taken, none is free or the facility takes nobody in
     */
    Bed assign(String assignment, AssignBed command, Scope scope) {
        if (command.bedId() != null) {
            Bed named = beds.require(command.bedId(), scope);
            open(named.facility());
            return give(named, assignment, command);
        }
        String facilityId = String.valueOf(command.facilityId());
        return lobby.enter(facilityId, () -> anyOf(facilityId, assignment, command, scope));
    }

    private Bed anyOf(String facilityId, String assignment, AssignBed command, Scope scope) {
        Facility facility = facilities.require(facilityId, scope);
        facility.admit();
        for (int round = 0; round < ROUNDS; round++) {
            List<Bed> free = new ArrayList<>(beds.page(
                            facility.id(), BedState.AVAILABLE, command.kind(), scope, new PageRequest(CANDIDATES, null))
                    .items());
            if (free.isEmpty()) {
                break;
            }
            Collections.shuffle(free, ThreadLocalRandom.current());
            Optional<Bed> given = first(free, assignment, command);
            if (given.isPresent()) {
                return given.get();
            }
        }
        throw new Refused(BedRefusal.NONE_FREE);
    }

    /** Takes the bed of an assignment back. */
    BedStay release(String assignment, ReleaseReason reason, Scope scope) {
        BedStay stay = beds.stay(assignment, scope).orElseThrow(Beds::unknown);
        if (stay.stay().lasts()) {
            beds.release(stay.bed(), each -> each.release(assignment, reason, clock.instant()));
        }
        return beds.stay(assignment, scope).orElseThrow(Beds::unknown);
    }

    private Optional<Bed> first(List<Bed> free, String assignment, AssignBed command) {
        for (Bed candidate : free) {
            try {
                return Optional.of(give(candidate, assignment, command));
            } catch (Refused refused) {
                if (!(refused.refusal() instanceof BedRefusal)) {
                    throw refused;
                }
            }
        }
        return Optional.empty();
    }

    private Bed give(Bed bed, String assignment, AssignBed command) {
        Bed given = beds.assign(bed.id(), each -> each.assign(assignment, command.caseNumber(), clock.instant()));
        try {
            // Sealing marks the facility first and counts beds then; this takes a bed first, then looks for the mark.
            // So at least one of the two sees the other.
            open(given.facility());
        } catch (Refused sealedMeanwhile) {
            beds.release(bed.id(), each -> each.release(assignment, ReleaseReason.MISTAKE, clock.instant()));
            throw sealedMeanwhile;
        }
        return given;
    }

    private void open(String facility) {
        facilities.require(facility, Scope.everything()).admit();
    }
}
