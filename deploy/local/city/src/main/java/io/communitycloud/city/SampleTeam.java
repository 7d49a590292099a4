package io.communitycloud.city;

/**
 * A team of the sample city; its leader and members are chosen among the adults of its committee when it is founded.
 *
 * @param area 12-digit code of the committee
 * @param kind a code of {@code team-categories.yaml}
 * @param name unique within its committee
 * @param members how many there are besides its leader
 * @param active whether it has done something yet
 */
public record SampleTeam(String area, String kind, String name, String venue, int members, boolean active) {}
