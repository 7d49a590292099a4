package io.communitycloud.resident.intake;

import java.util.Map;

/**
 * A row of a file.
 *
 * @param number counted from 1, without the header
 * @param cells text by column
 */
record ImportRow(int number, Map<String, String> cells) {

    /** The text of a cell, empty where it has none. */
    String cell(String column) {
        return cells.getOrDefault(column, "").strip();
    }

    /** What is wrong with a cell; never what stands in it. */
    record RowError(String column, String code) {}
}
