package io.communitycloud.common.identity.access;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Roles;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.ScopeKind;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives the scope of a call from the operation's row and the caller's token; never from what the caller asks for. */
public final class Scopes {

    private final String city;
    private final HouseholdScope households;

    /**
     * Makes the deriver of one service.
     *
     * @param city the code of the area above all, the scope of a system principal that states none
     * @param households finds the household scope of a resident, where the service knows households
     */
    public Scopes(String city, HouseholdScope households) {
        this.city = city;
        this.households = households;
    }

    /** Finds the scope of the household a resident belongs to. */
    @FunctionalInterface
    public interface HouseholdScope {

        Optional<Scope> of(String residentId);
    }

    /**
     * The scope of a call.
     *
     * @param statedArea the value of {@code X-Scope-Area}; heeded for system principals only
     * @throws Refused 403 where the token lacks the claim that bounds the call
     */
    public Scope of(Access row, Caller caller, @Nullable String statedArea) {
        if (row.scope() == ScopeKind.NONE) {
            return Scope.everything();
        }
        if (mayAs(row, caller, Set.of(Roles.SYSTEM))) {
            return system(statedArea);
        }
        return switch (row.scope()) {
            case NONE -> Scope.everything();
            case CALLER -> ofCaller(row, caller);
            case AREA -> area(caller);
            case SYSTEM -> system(statedArea);
            case RESIDENT -> of("resident", caller.residentId());
            case HOUSEHOLD -> household(caller);
            case FACILITY -> of("facility", caller.facilityId());
            case TEAM -> of("team", caller.teamId());
            case FIRM -> of("firm", caller.firmId());
            case BUREAU -> of("bureau", caller.bureau());
        };
    }

    private Scope ofCaller(Access row, Caller caller) {
        // A person of several roles acts in the widest of those the row opens: area first, then what is hers alone.
        if (mayAs(row, caller, Roles.OF_AN_AREA)) {
            return area(caller);
        }
        if (mayAs(row, caller, Set.of("facility-operator"))) {
            return of("facility", caller.facilityId());
        }
        if (mayAs(row, caller, Set.of("team-leader", "volunteer"))) {
            return of("team", caller.teamId());
        }
        if (mayAs(row, caller, Set.of("property-firm"))) {
            return of("firm", caller.firmId());
        }
        if (mayAs(row, caller, Set.of("bureau-client"))) {
            return of("bureau", caller.bureau());
        }
        if (mayAs(row, caller, Set.of("resident"))) {
            return household(caller);
        }
        // A role nobody knows bounds nothing, so it opens nothing.
        throw new Refused(AccessRefusal.FORBIDDEN);
    }

    private static boolean mayAs(Access row, Caller caller, Set<String> roles) {
        boolean anyone = row.roles().contains(AccessLaw.ANYONE);
        return roles.stream()
                .anyMatch(role -> caller.has(role) && (anyone || row.roles().contains(role)));
    }

    private Scope household(Caller caller) {
        String resident = caller.residentId();
        if (resident == null) {
            throw new Refused(AccessRefusal.FORBIDDEN);
        }
        return households.of(resident).orElseGet(() -> Scope.of("resident", resident));
    }

    private static Scope area(Caller caller) {
        String area = caller.area();
        if (area == null || !area.matches("[0-9]{12}")) {
            throw new Refused(AccessRefusal.FORBIDDEN);
        }
        return Scope.area(area);
    }

    private Scope system(@Nullable String statedArea) {
        if (statedArea == null) {
            return Scope.area(city);
        }
        if (!statedArea.matches("[0-9]{12}")) {
            throw new InvalidRequest("invalid-parameter", List.of(FieldError.of("X-Scope-Area", "pattern")));
        }
        return Scope.area(statedArea);
    }

    private static Scope of(String kind, @Nullable String id) {
        if (id == null || id.isBlank()) {
            throw new Refused(AccessRefusal.FORBIDDEN);
        }
        return Scope.of(kind, id);
    }
}
