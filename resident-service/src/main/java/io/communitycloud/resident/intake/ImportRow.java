package io.communitycloud.resident.intake;

import java.util.Map;
import java.util.Set;

/**
 * A row of a file.
 *
 * @param number counted from 1, without the header
 * @param cells text by column
 * @param repeated the columns whose text must be there once and stood in an earlier row of the file already
 */
record ImportRow(int number, Map<String, String> cells, Set<String> repeated) {

    ImportRow {
        cells = Map.copyOf(cells);
        repeated = Set.copyOf(repeated);
    }

    /** The text of a cell, empty where it has none. */
    String cell(String column) {
        return cells.getOrDefault(column, "").strip();
    }

    /** What is wrong with a cell; never what stands in it. */
    record RowError(String column, String code) {}
}
