package io.communitycloud.city;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many people live where.
 *
 * <p>The committees of the stories are filled first, so that a small city has something to look at; everybody else is
 * spread over the districts by their real populations and there evenly over the committees.
 */
final class Settlement {

    /** The committees in which the platform's stories play. */
    private static final List<String> STORY = List.of("310101002001", "310101002002", "310101002010");

    private static final double STORY_SHARE = 0.05;
    private static final int STORY_LEAST = 20;
    private static final int STORY_MOST = 1_000;
    private static final double DISTRICT_SHARE = 0.025;
    private static final int DISTRICT_LEAST = 10;
    private static final int DISTRICT_MOST = 500;

    /** Two households in a committee are the least that is worth opening one for. */
    private static final int PEOPLE_PER_COMMITTEE = 5;

    private Settlement() {}

    /** The number of people of each committee that has any, filled committees first; the sum is {@code people}. */
    static Map<Committee, Integer> of(int people) {
        Map<String, List<Committee>> byDistrict = committees();
        Map<Committee, Integer> targets = new LinkedHashMap<>();
        int left = people;
        for (String code : STORY) {
            Committee story = byDistrict.getOrDefault(code.substring(0, 6), List.of()).stream()
                    .filter(committee -> committee.code().equals(code))
                    .findFirst()
                    .orElseThrow();
            left -= fill(targets, story, left, share(people, STORY_SHARE, STORY_LEAST, STORY_MOST));
        }
        for (List<Committee> district : byDistrict.values()) {
            Committee first = district.getFirst();
            if (!targets.containsKey(first)) {
                left -= fill(targets, first, left, share(people, DISTRICT_SHARE, DISTRICT_LEAST, DISTRICT_MOST));
            }
        }
        Set<Committee> filled = Set.copyOf(targets.keySet());
        byDistrict.values().forEach(district -> district.removeIf(filled::contains));
        byPopulation(left)
                .forEach((district, quota) -> spread(targets, byDistrict.getOrDefault(district, List.of()), quota));
        return targets;
    }

    /** The committees that are filled before all others: those of the stories, and the first of each district. */
    static Set<Committee> filledFirst() {
        Set<Committee> filled = new LinkedHashSet<>();
        for (List<Committee> district : committees().values()) {
            filled.add(district.getFirst());
            district.stream()
                    .filter(committee -> STORY.contains(committee.code()))
                    .forEach(filled::add);
        }
        return filled;
    }

    private static int share(int people, double share, int least, int most) {
        return Math.clamp(Math.round(people * share), least, most);
    }

    private static int fill(Map<Committee, Integer> targets, Committee committee, int left, int wanted) {
        int people = Math.min(left, wanted);
        if (people > 0) {
            targets.put(committee, people);
        }
        return people;
    }

    /** Largest remainders: the quotas add up to the people exactly. */
    private static Map<String, Integer> byPopulation(int people) {
        Map<String, Long> populations = populations();
        long total = populations.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Integer> quotas = new LinkedHashMap<>();
        populations.forEach((district, population) -> quotas.put(district, (int) (people * population / total)));
        int rest = people - quotas.values().stream().mapToInt(Integer::intValue).sum();
        populations.keySet().stream()
                .sorted(Comparator.comparingLong(
                        (String district) -> -(people * populations.getOrDefault(district, 0L) % total)))
                .limit(rest)
                .forEach(district -> quotas.merge(district, 1, Integer::sum));
        return quotas;
    }

    private static void spread(Map<Committee, Integer> targets, List<Committee> committees, int quota) {
        int places = Math.min(committees.size(), Math.ceilDiv(quota, PEOPLE_PER_COMMITTEE));
        for (int i = 0; i < places; i++) {
            int people = quota / places + (i < quota % places ? 1 : 0);
            targets.put(committees.get((int) ((long) i * committees.size() / places)), people);
        }
    }

    private static Map<String, List<Committee>> committees() {
        Map<String, List<Committee>> byDistrict = new LinkedHashMap<>();
        for (String[] row : Data.rows("areas-shanghai.csv")) {
            if (row[1].equals("committee")) {
                Committee committee = new Committee(row[0], row[2]);
                byDistrict
                        .computeIfAbsent(committee.district(), district -> new ArrayList<>())
                        .add(committee);
            }
        }
        return byDistrict;
    }

    private static Map<String, Long> populations() {
        Map<String, Long> populations = new LinkedHashMap<>();
        for (String[] row : Data.rows("districts.csv")) {
            populations.put(row[0], Long.valueOf(row[17]));
        }
        return populations;
    }
}
