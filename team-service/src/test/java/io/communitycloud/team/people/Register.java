package io.communitycloud.team.people;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.team.people.ResidentListener.ResidentTold;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Lets tests say who lives where and what becomes of her, by the events of the resident service. */
@Lazy
@Component
public class Register {

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final ResidentListener residents;

    Register(ResidentListener residents) {
        this.residents = residents;
    }

    /** Somebody new who lives in a committee; her id. */
    public String resident(String committee) {
        return resident(committee, null);
    }

    /** Somebody new who lives in a household of a committee; her id. */
    public String resident(String committee, @Nullable String household) {
        String id = "R-" + PEOPLE.incrementAndGet();
        residents.registered(new ResidentTold(committee, household), event("registered", id, 1));
        return id;
    }

    public void moves(String id, String committee, long sequence) {
        residents.moved(new ResidentTold(committee, null), event("moved", id, sequence));
    }

    public void dies(String id, String committee, long sequence) {
        residents.died(new ResidentTold(committee, null), event("died", id, sequence));
    }

    private static EventMeta event(String what, String subject, long sequence) {
        return new EventMeta(
                subject + "-" + sequence,
                "communitycloud.resident." + what + ".v1",
                "resident.residents.v1",
                subject,
                sequence,
                Instant.parse("2026-11-22T02:00:00Z"),
                "correlation",
                null);
    }
}
