package io.communitycloud.team.people;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * A resident as teams know her: where she lives, and whether she still does.
 *
 * @param area her committee
 * @param present false once she died or was taken out of the register
 */
public record KnownResident(
        @Id String id, String area, @Nullable String household, boolean present) {}
