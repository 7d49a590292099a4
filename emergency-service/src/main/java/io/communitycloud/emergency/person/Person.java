package io.communitycloud.emergency.person;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a resident: where she belongs, and nothing personal.
 *
 * @param area her committee
 * @param householdId null where she belongs to none
 * @param active whether she is alive and in the register
 */
public record Person(
        String residentId, String area, @Nullable String householdId, boolean active) {}
