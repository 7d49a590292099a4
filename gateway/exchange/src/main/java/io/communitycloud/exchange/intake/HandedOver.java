package io.communitycloud.exchange.intake;

import io.communitycloud.exchange.intake.IntakeProblems.RowProblem;
import java.util.List;

/**
 * What became of a batch with the service that owns such rows.
 *
 * @param done rows that it took, or had taken before
 * @param refused what it said of the others, by the row of the file and the system's own column
 */
record HandedOver(int done, List<RowProblem> refused) {

    HandedOver {
        refused = List.copyOf(refused);
    }

    /** How many rows were refused, however much was said of each. */
    int failed() {
        return (int) refused.stream().mapToInt(RowProblem::row).distinct().count();
    }

    static HandedOver all(int rows) {
        return new HandedOver(rows, List.of());
    }
}
