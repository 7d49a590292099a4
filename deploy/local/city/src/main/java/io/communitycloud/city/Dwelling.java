package io.communitycloud.city;

/**
 * A home with its address.
 *
 * @param lane compound: {@code 云南中路110弄} or {@code 新农3组}
 * @param room empty for a house in a village
 */
record Dwelling(String id, String lane, String building, String unit, String room, DwellingType type) {}
