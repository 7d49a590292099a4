package io.communitycloud.city;

import org.jspecify.annotations.Nullable;

/**
 * An organisation of the sample city: it exists nowhere, and its name says so.
 *
 * @param area 12-digit code of the committee
 * @param kind as resident-service names it
 * @param name ends in {@code （样本）}
 * @param socialCreditCode of area 310199, which was never assigned, right in both its checks; null where such an
 *     organisation has none
 * @param address in one line
 * @param contact somebody who never lived
 * @param phone {@code 100} and 8 digits
 * @param establishedOn {@code YYYY-MM-DD}
 */
public record SampleOrganisation(
        String area,
        String kind,
        String name,
        @Nullable String socialCreditCode,
        String address,
        String contact,
        String phone,
        String establishedOn) {}
