package io.communitycloud.resident.resident;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.area.CityDay;
import io.communitycloud.resident.household.Household;
import io.communitycloud.resident.household.Households;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Moves a person into another household of the city.
 *
 * <p>The committee she leaves does it, so the household may lie outside the caller's scope; she is out of it herself
 * afterwards.
 */
@Service
class MovingResidents {

    private final Residents residents;
    private final Households households;
    private final AreaTree areas;
    private final CityDay day;
    private final Clock clock;
    private final Scope city;

    MovingResidents(
            Residents residents,
            Households households,
            AreaTree areas,
            CityDay day,
            Clock clock,
            @Value("${cloud.city:310000000000}") String city) {
        this.residents = residents;
        this.households = households;
        this.areas = areas;
        this.day = day;
        this.clock = clock;
        this.city = Scope.area(city);
    }

    /**
     * A move to be made.
     *
     * @param relation to the head of the household, GB/T 4761 one-digit code
     * @param on the first day there; today where it is not said
     */
    record MoveResident(
            String householdId,
            @Nullable String relation,
            @Nullable LocalDate on) {}

    /**
     * Moves a person.
     *
     * @param key where given, a repetition finds her where she went and moves nobody
     * @throws Refused where there is no such person in the scope or no such household in the city, and by the rules of
     *     {@link Resident#move}
     */
    DwellingLink move(String id, MoveResident command, @Nullable IdempotencyKey key, Scope scope) {
        Resident moved = residents.act(id, scope, key, resident -> {
            Household to = households.require(command.householdId(), city);
            List<String> path = areas.scopeOf(to.area(), "/householdId");
            LocalDate today = day.today();
            resident.move(to, path, command.relation(), command.on() == null ? today : command.on(), today);
            households.expect(to.id(), arrivalOf(id), clock.instant(), city);
        });
        DwellingLink link = moved.linkTo(command.householdId());
        if (link.current()) {
            households.joined(link.householdId(), arrivalOf(id), city);
        }
        return link;
    }

    /** Her entry is there before she moves, so the note must not be taken for fulfilled by that. */
    private static String arrivalOf(String residentId) {
        return "move:" + residentId;
    }
}
