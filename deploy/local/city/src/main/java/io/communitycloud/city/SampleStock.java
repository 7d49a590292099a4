package io.communitycloud.city;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The emergency stock of the sample city: the city's store, one for each district and one in each demo committee.
 *
 * <p>Places, lots and figures are made up, a proposal by population; the same on every machine. Of each perishable item a
 * store has two lots, so that the one that expires first can be seen to go first.
 */
public final class SampleStock {

    private static final int CODE = 0;
    private static final int NAME = 1;
    private static final int POPULATION = 17;

    private static final String CITY = "310000000000";

    /** The committees that the sample city's people fill first. */
    private static final List<String> DEMO_COMMITTEES = List.of("310101002001", "310101002002", "310101002010");

    private static final String SOONER = "2028-06-30";
    private static final String LATER = "2029-12-31";

    /** What a store has for every 10,000 inhabitants. */
    private static final List<Share> SHARES = List.of(
            new Share("mask_n95", 500, true),
            new Share("mask_surgical", 2_000, true),
            new Share("gown", 100, true),
            new Share("goggles", 50, true),
            new Share("alcohol75", 100, true),
            new Share("test_kit", 400, true),
            new Share("thermometer_ir", 5, false),
            new Share("folding_bed", 20, false),
            new Share("quilt", 60, false),
            new Share("blanket", 60, false),
            new Share("tent12m2", 4, false),
            new Share("family_pack", 40, false),
            new Share("water_l", 900, true),
            new Share("loudspeaker", 2, false));

    private static final List<Lot> OF_A_COMMITTEE = List.of(
            new Lot("", "mask_surgical", "J-1", SOONER, "居委会物资室（合成）", 2_000),
            new Lot("", "mask_n95", "J-1", SOONER, "居委会物资室（合成）", 200),
            new Lot("", "alcohol75", "J-1", SOONER, "居委会物资室（合成）", 60),
            new Lot("", "thermometer_ir", "J-1", null, "居委会物资室（合成）", 4),
            new Lot("", "quilt", "J-1", null, "居委会物资室（合成）", 20),
            new Lot("", "loudspeaker", "J-1", null, "居委会物资室（合成）", 2));

    private SampleStock() {}

    private record Share(String item, int perTenThousand, boolean perishable) {}

    /**
     * Goods of one item and one make at one place.
     *
     * @param area 12-digit code of whose store it is in
     * @param lotNumber with area and item unlike any other
     * @param expiresOn null for goods that do not expire
     */
    public record Lot(
            String area,
            String item,
            String lotNumber,
            @Nullable String expiresOn,
            String place,
            int quantity) {

        private Lot in(String code) {
            return new Lot(code, item, lotNumber, expiresOn, place, quantity);
        }
    }

    /** All lots, the city's first. */
    public static List<Lot> lots() {
        List<String[]> districts = Data.rows("districts.csv");
        int people = districts.stream()
                .mapToInt(district -> Integer.parseInt(district[POPULATION]))
                .sum();
        // The city keeps as much as a tenth of its districts together.
        List<Lot> lots = new ArrayList<>(store(CITY, "市应急物资储备库（合成）", people / 10));
        for (String[] district : districts) {
            String place = district[NAME] + "应急物资储备库（合成）";
            lots.addAll(store(district[CODE] + "000000", place, Integer.parseInt(district[POPULATION])));
        }
        for (String committee : DEMO_COMMITTEES) {
            OF_A_COMMITTEE.forEach(lot -> lots.add(lot.in(committee)));
        }
        return lots;
    }

    private static List<Lot> store(String area, String place, int people) {
        List<Lot> lots = new ArrayList<>();
        for (Share share : SHARES) {
            int quantity = Math.max(10, (int) ((long) people * share.perTenThousand() / 10_000));
            if (share.perishable()) {
                lots.add(new Lot(area, share.item(), "S-1", SOONER, place, quantity / 3));
                lots.add(new Lot(area, share.item(), "S-2", LATER, place, quantity - quantity / 3));
            } else {
                lots.add(new Lot(area, share.item(), "S-1", null, place, quantity));
            }
        }
        return lots;
    }
}
