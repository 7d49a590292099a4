package io.communitycloud.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTeamsTest {

    private static final long SEED = SampleCity.DEFAULT_SEED;
    private static final List<SampleTeam> TEAMS = SampleTeams.generate(SEED, 2_000);

    @Test
    void givesTheSameTeamsForTheSameSeed() {
        assertThat(SampleTeams.generate(SEED, 2_000)).isEqualTo(TEAMS);
        assertThat(SampleTeams.generate(SEED + 1, 2_000)).isNotEqualTo(TEAMS);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 20_000})
    void givesSomeHundred(int people) {
        assertThat(SampleTeams.generate(SEED, people)).hasSizeBetween(250, 400);
    }

    @Test
    void hasThreeActiveTeamsOfDifferentKindsInEachCommitteeOfTheStoriesAndInEachDistrict() {
        Map<String, Set<String>> byCommittee = activeKinds(SampleTeam::area);
        for (String story : List.of("310101002001", "310101002002", "310101002010")) {
            assertThat(byCommittee.get(story)).hasSizeGreaterThanOrEqualTo(3);
        }
        Map<String, Set<String>> byDistrict = activeKinds(team -> team.area().substring(0, 6));
        assertThat(byDistrict).hasSize(16);
        assertThat(byDistrict.values()).allMatch(kinds -> kinds.size() >= 3);
    }

    @Test
    void hasTeamsThatHaveDoneNothingYet() {
        assertThat(TEAMS).anyMatch(team -> !team.active());
    }

    @Test
    void callsNoTwoTeamsOfACommitteeAlike() {
        assertThat(TEAMS).extracting(team -> team.area() + team.name()).doesNotHaveDuplicates();
    }

    /** Elsewhere a whole household may have been too many: such a team finds no leader and is left away. */
    @Test
    void hasPeopleInEveryCommitteeWithTeamsOfAllKinds() {
        Set<String> inhabited =
                SampleCity.generate(SEED, 2_000).map(SampleResident::area).collect(Collectors.toSet());
        assertThat(TEAMS.stream().filter(team -> team.kind().equals("emergency")))
                .hasSize(18)
                .allMatch(team -> inhabited.contains(team.area()));
    }

    @Test
    void hasNoTeamWithoutPeople() {
        assertThat(SampleTeams.generate(SEED, 0)).isEmpty();
    }

    private static Map<String, Set<String>> activeKinds(Function<SampleTeam, String> where) {
        return TEAMS.stream()
                .filter(SampleTeam::active)
                .collect(Collectors.groupingBy(where, Collectors.mapping(SampleTeam::kind, Collectors.toSet())));
    }
}
