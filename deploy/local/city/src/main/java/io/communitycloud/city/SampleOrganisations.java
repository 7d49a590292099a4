package io.communitycloud.city;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the organisations of the sample city: the same seed and number of people give the same organisations. */
public final class SampleOrganisations {

    /** What every made-up organisation's name ends in. */
    public static final String FLAG = "（样本）";

    /** @param office registering office and category of its code (GB 32100-2015), null where it has no code */
    private record Sort(
            String kind, String suffix, @Nullable String office) {}

    private static final Sort RESIDENTS = new Sort("RESIDENTS_COMMITTEE", "居民委员会", "55");
    private static final Sort VILLAGERS = new Sort("VILLAGERS_COMMITTEE", "村民委员会", "54");

    /** What stands in a committee besides its own office; elsewhere one of the last, which are shops and firms. */
    private static final List<Sort> SORTS = List.of(
            new Sort("OWNERS_COMMITTEE", "小区业主委员会", null),
            new Sort("PARTY_BRANCH", "第一党支部", null),
            new Sort("PARTY_BRANCH", "第二党支部", null),
            new Sort("PROPERTY_FIRM", "物业服务有限公司", "91"),
            new Sort("SOCIAL_ORGANISATION", "睦邻服务中心", "52"),
            new Sort("PUBLIC_INSTITUTION", "社区卫生服务站", "12"),
            new Sort("ENTERPRISE", "大药房有限公司", "91"),
            new Sort("ENTERPRISE", "生鲜超市有限公司", "91"),
            new Sort("SOLE_TRADER", "便利店", "92"),
            new Sort("SOLE_TRADER", "面馆", "92"));

    private static final int FIRST_OF_SHOPS = 6;
    private static final int MOST_ELSEWHERE = 200;
    private static final LocalDate EARLIEST = LocalDate.of(2001, 1, 1);
    private static final int DAYS = 8_000;

    private SampleOrganisations() {}

    /** The organisations of a city of so many people: those of the filled committees first, then one in each of others. */
    public static List<SampleOrganisation> generate(long seed, int people) {
        List<SampleOrganisation> organisations = new ArrayList<>();
        SocialCreditCodes codes = new SocialCreditCodes();
        Set<Committee> filled = Settlement.filledFirst();
        List<Committee> others = new ArrayList<>();
        for (Committee committee : Settlement.of(people).keySet()) {
            if (filled.contains(committee)) {
                RandomGenerator random = randomOf(committee, seed);
                organisations.add(organisation(
                        committee, committee.village() ? VILLAGERS : RESIDENTS, codes, organisations, random));
                SORTS.forEach(sort -> organisations.add(organisation(committee, sort, codes, organisations, random)));
            } else {
                others.add(committee);
            }
        }
        int step = Math.max(1, Math.ceilDiv(others.size(), MOST_ELSEWHERE));
        for (int i = 0; i < others.size(); i += step) {
            Committee committee = others.get(i);
            RandomGenerator random = randomOf(committee, seed);
            Sort sort = SORTS.get(random.nextInt(FIRST_OF_SHOPS, SORTS.size()));
            organisations.add(organisation(committee, sort, codes, organisations, random));
        }
        return organisations;
    }

    private static SampleOrganisation organisation(
            Committee committee,
            Sort sort,
            SocialCreditCodes codes,
            List<SampleOrganisation> before,
            RandomGenerator random) {
        String contact = Names.surname(random) + Names.given(random.nextBoolean(), random);
        String address = committee.place() + (1 + random.nextInt(200)) + "号";
        return new SampleOrganisation(
                committee.code(),
                sort.kind(),
                committee.place() + sort.suffix() + FLAG,
                sort.office() == null ? null : codes.next(sort.office()),
                address,
                contact,
                String.format(Locale.ROOT, "10099%06d", before.size() + 1),
                EARLIEST.plusDays(random.nextInt(DAYS)).toString());
    }

    private static RandomGenerator randomOf(Committee committee, long seed) {
        // Another stream than those of the committee's people and teams.
        return new SplittableRandom(~seed * 0xD1B54A32D192ED03L + Long.parseLong(committee.code()));
    }
}
