package io.communitycloud.exchange.intake.format;

import java.util.List;
import java.util.Map;

/**
 * A row as it was read.
 *
 * @param number counted from 1, without the header
 * @param cells text by our field, only where there is one
 * @param problems why it is refused; none where it is good
 * @param notes what was put right or may be lost in it
 */
public record ReadRow(int number, Map<String, String> cells, List<CellProblem> problems, List<CellProblem> notes) {

    public ReadRow {
        cells = Map.copyOf(cells);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    public boolean good() {
        return problems.isEmpty();
    }

    /** Tells where, never what. */
    @Override
    public String toString() {
        return "row " + number + (good() ? "" : " " + problems);
    }
}
