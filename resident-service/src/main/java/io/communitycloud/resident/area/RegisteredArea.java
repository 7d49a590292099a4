package io.communitycloud.resident.area;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.identity.AreaLevels.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A division as the register of areas holds it; its id is its code.
 *
 * <p>A code is never taken away: an area that is abolished keeps its code with the last day it was valid and the code that
 * followed it (GB/T 10114), since numbers and histories go on naming it.
 */
@AggregateRoot(collection = "areas", topic = "resident.areas.v1", compacted = true)
final class RegisteredArea extends Aggregate {

    private final Level level;
    private String name;
    private final @Nullable String parent;
    private final LocalDate validFrom;
    private @Nullable LocalDate validTo;
    private @Nullable String successor;

    @PersistenceCreator
    RegisteredArea(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            Level level,
            String name,
            @Nullable String parent,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String successor) {
        super(id, area, scope, createdAt);
        this.level = level;
        this.name = name;
        this.parent = parent;
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.successor = successor;
    }

    /** Enters an area into the register. */
    static RegisteredArea enter(Area area, List<String> scope, Instant now) {
        RegisteredArea entered = new RegisteredArea(
                area.code(),
                area.code(),
                scope,
                now,
                area.level(),
                area.name(),
                area.parent(),
                area.validFrom(),
                area.validTo(),
                area.successor());
        entered.register(entered.state());
        return entered;
    }

    /** The area as everybody else knows it. */
    Area facts() {
        return new Area(id(), level, name, parent, validFrom, validTo, successor);
    }

    @Override
    public DomainEvent state() {
        return new AreaChanged(id(), level, name, parent, validFrom, validTo, successor);
    }
}
