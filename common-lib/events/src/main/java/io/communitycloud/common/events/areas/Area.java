package io.communitycloud.common.events.areas;

import io.communitycloud.common.identity.AreaLevels;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A division of the city as every service knows it (统计用区划代码).
 *
 * @param code 12 digits
 * @param level as the area table says; it cannot be read off the code
 * @param parent the code above, null for the city
 * @param validTo the first day on which it is no more, null while it is
 * @param successor the code that took its place, where one did
 */
public record Area(
        String code,
        AreaLevels.Level level,
        String name,
        @Nullable String parent,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable String successor) {}
