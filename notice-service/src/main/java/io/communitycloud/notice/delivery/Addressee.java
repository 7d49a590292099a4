package io.communitycloud.notice.delivery;

import io.communitycloud.notice.household.Household;
import java.util.List;

/**
 * A household on the frozen list of a batch.
 *
 * @param area its committee
 * @param path the codes from the city down to its committee
 */
record Addressee(String household, String area, List<String> path) {

    static Addressee of(Household household) {
        return new Addressee(household.id(), household.area(), household.scope());
    }
}
