package io.communitycloud.city;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes the autonomy teams of the sample city: the same seed and number of people give the same teams. */
public final class SampleTeams {

    /** Kind to how such a team is called after its neighbourhood; the five kinds of the autonomy teams come first. */
    private static final Map<String, String> NAMES = names();

    private static final List<String> AUTONOMY =
            List.of("service", "charity", "mutual_help", "safety", "culture_sport");
    private static final List<String> VENUES = List.of("居委会活动室", "睦邻中心", "社区文化活动室", "小区凉亭");

    private static final int MOST_ELSEWHERE = 200;
    private static final int ACTIVE_OF_FOUR = 3;

    private SampleTeams() {}

    /** The teams of a city of so many people: those of the filled committees first, then one in each of others. */
    public static List<SampleTeam> generate(long seed, int people) {
        List<SampleTeam> teams = new ArrayList<>();
        Set<Committee> filled = Settlement.filledFirst();
        List<Committee> others = new ArrayList<>();
        for (Committee committee : Settlement.of(people).keySet()) {
            if (filled.contains(committee)) {
                RandomGenerator random = randomOf(committee, seed);
                NAMES.keySet().forEach(kind -> teams.add(team(committee, kind, 2 + random.nextInt(3), true, random)));
            } else {
                others.add(committee);
            }
        }
        int step = Math.max(1, Math.ceilDiv(others.size(), MOST_ELSEWHERE));
        for (int i = 0; i < others.size(); i += step) {
            Committee committee = others.get(i);
            RandomGenerator random = randomOf(committee, seed);
            String kind = AUTONOMY.get(random.nextInt(AUTONOMY.size()));
            teams.add(team(committee, kind, random.nextInt(2), random.nextInt(4) < ACTIVE_OF_FOUR, random));
        }
        return teams;
    }

    private static SampleTeam team(
            Committee committee, String kind, int members, boolean active, RandomGenerator random) {
        String venue = VENUES.get(random.nextInt(VENUES.size()));
        return new SampleTeam(
                committee.code(), kind, committee.place() + NAMES.getOrDefault(kind, kind), venue, members, active);
    }

    private static RandomGenerator randomOf(Committee committee, long seed) {
        // Another stream than that of the committee's people.
        return new SplittableRandom(~seed * 0x9E3779B97F4A7C15L + Long.parseLong(committee.code()));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("service", "便民服务队");
        names.put("charity", "爱心公益社");
        names.put("mutual_help", "邻里互助队");
        names.put("safety", "平安巡逻队");
        names.put("culture_sport", "文体艺术团");
        names.put("volunteer", "志愿服务队");
        names.put("emergency", "应急小分队");
        return names;
    }
}
