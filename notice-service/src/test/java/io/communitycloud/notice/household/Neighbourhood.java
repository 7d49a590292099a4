package io.communitycloud.notice.household;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.notice.household.HouseholdListener.HouseholdTold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.test.context.TestComponent;

/** Lets tests say who lives where, by the events of the resident service. */
@TestComponent
public class Neighbourhood {

    private final HouseholdListener households;
    private final ResidentListener residents;

    Neighbourhood(HouseholdListener households, ResidentListener residents) {
        this.households = households;
        this.residents = residents;
    }

    /** Households of a committee that have been there for a time; their ids in order. */
    public List<String> form(String committee, int count, Instant when) {
        List<String> ids = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String id = String.format(Locale.ROOT, "H%s%06d", committee, number);
            households.formed(new HouseholdTold(committee), event("household-formed", id, 1, when));
            ids.add(id);
        }
        return ids;
    }

    /** A resident who belongs to a household. */
    public void register(String resident, String household, Instant when) {
        residents.livesThere(new ResidentListener.ResidentTold(household), event("registered", resident, 1, when));
    }

    static EventMeta event(String what, String subject, long sequence, Instant when) {
        return new EventMeta(
                subject + "-" + sequence,
                "communitycloud.resident." + what + ".v1",
                "resident.households.v1",
                subject,
                sequence,
                when,
                "correlation",
                null);
    }
}
