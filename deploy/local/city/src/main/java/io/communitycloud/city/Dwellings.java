package io.communitycloud.city;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Builds a committee's compounds, one home after the other. */
final class Dwellings {

    /** Small compounds, so that a committee of a hundred people has several kinds of housing. */
    private static final int HOMES_PER_COMPOUND = 16;

    private static final List<String> ROOMS_OF_A_LILONG = List.of("底层", "前楼", "后楼", "亭子间");

    private final Committee committee;
    private final RandomGenerator random;
    private DwellingType type;
    private int homes;

    Dwellings(Committee committee, RandomGenerator random) {
        this.committee = committee;
        this.random = random;
        this.type = committee.village() ? DwellingType.RURAL : DwellingType.COMMODITY;
    }

    Dwelling next() {
        int compound = homes / HOMES_PER_COMPOUND;
        int home = homes % HOMES_PER_COMPOUND;
        if (home == 0 && compound > 0 && !committee.village()) {
            type = drawType();
        }
        homes++;
        String id = String.format(Locale.ROOT, "D-%s-%05d", committee.code(), homes);
        String lane = committee.village()
                ? committee.place() + (compound + 1) + "组"
                : committee.place() + (110 + 20 * compound) + "弄";
        return switch (type) {
            case RURAL -> new Dwelling(id, lane, (home + 1) + "号", "", "", type);
            case OLD_LILONG -> new Dwelling(id, lane, (home / 4 + 1) + "号", "", ROOMS_OF_A_LILONG.get(home % 4), type);
            case NEW_LILONG -> new Dwelling(id, lane, (home / 3 + 1) + "号", "", (home % 3 + 1) + "层", type);
            case COMMODITY ->
                new Dwelling(
                        id,
                        lane,
                        (home / 8 + 1) + "号",
                        "1单元",
                        String.format(Locale.ROOT, "%d%02d室", home % 8 / 2 + 1, home % 2 + 1),
                        type);
        };
    }

    /** Old lilongs are shared most: a floor, a staircase and a kitchen for several families. */
    double shared() {
        return switch (type) {
            case OLD_LILONG -> 0.20;
            case RURAL -> 0.08;
            case NEW_LILONG, COMMODITY -> 0.03;
        };
    }

    private DwellingType drawType() {
        double draw = random.nextDouble();
        double old = committee.oldTown() ? 0.30 : 0.03;
        double newer = committee.oldTown() ? 0.25 : 0.05;
        if (draw < old) {
            return DwellingType.OLD_LILONG;
        }
        return draw < old + newer ? DwellingType.NEW_LILONG : DwellingType.COMMODITY;
    }
}
