package io.communitycloud.resident.area;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.common.identity.AreaLevels.Level;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An area was entered into the register or changed; the event holds it whole, its topic is compacted. */
@EventType("communitycloud.resident.area-changed.v1")
record AreaChanged(
        String code,
        Level level,
        String name,
        @Nullable String parent,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String successor)
        implements DomainEvent {}
