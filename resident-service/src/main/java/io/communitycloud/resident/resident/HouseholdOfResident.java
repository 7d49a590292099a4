package io.communitycloud.resident.resident;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.access.Scopes;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Bounds a resident who calls by her present household; one without a household is bounded by her own entry. */
@Component
class HouseholdOfResident implements Scopes.HouseholdScope {

    private final Residents residents;

    HouseholdOfResident(Residents residents) {
        this.residents = residents;
    }

    @Override
    public Optional<Scope> of(String residentId) {
        return residents
                .find(residentId, Scope.of("resident", residentId))
                .map(Resident::household)
                .map(household -> Scope.of("household", household));
    }
}
