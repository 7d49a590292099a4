package io.communitycloud.emergency.person;

import io.communitycloud.common.identity.Scope;
import java.util.Optional;

/** Asks who a resident is. */
@FunctionalInterface
public interface Persons {

    /**
     * Asks for one resident.
     *
     * @param within an area; a resident outside of it is not told apart from one who does not exist
     * @throws io.communitycloud.common.web.Refused 503 where nobody answers for now
     */
    Optional<Person> find(String residentId, Scope within);
}
