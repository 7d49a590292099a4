package io.communitycloud.team.volunteer;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a volunteer offers.
 *
 * @param serviceArea where she serves: her committee, or the street or district it lies in
 * @param team the team she serves in, where she serves in one
 * @param insuredUntil to which day an accident insurance covers her, null where none is known
 * @param guardian who answers for a minor
 */
public record Offer(
        String serviceArea,
        @Nullable String team,
        Set<String> skills,
        List<Slot> availability,
        @Nullable LocalDate insuredUntil,
        AgeGroup ageGroup,
        @Nullable Guardian guardian) {

    public Offer {
        skills = new TreeSet<>(skills);
        availability = List.copyOf(availability);
    }

    Offer in(String otherArea) {
        return new Offer(otherArea, team, skills, availability, insuredUntil, ageGroup, guardian);
    }

    Offer withoutTeam() {
        return new Offer(serviceArea, null, skills, availability, insuredUntil, ageGroup, guardian);
    }
}
