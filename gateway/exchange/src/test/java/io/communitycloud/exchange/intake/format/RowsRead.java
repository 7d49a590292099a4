package io.communitycloud.exchange.intake.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a file was read into, told as text. */
final class RowsRead implements RowSink {

    final List<ReadRow> rows = new ArrayList<>();
    final List<CellProblem> notes = new ArrayList<>();

    @Override
    public void row(ReadRow row) {
        rows.add(row);
    }

    @Override
    public void note(CellProblem note) {
        notes.add(note);
    }

    static RowsRead of(byte[] file, Layout layout) {
        RowsRead read = new RowsRead();
        Reading.file(file, layout, read);
        return read;
    }

    /** Each problem as {@code row column code}. */
    List<String> problems() {
        return rows.stream()
                .flatMap(row -> row.problems().stream()
                        .map(problem -> row.number() + " " + problem.column() + " " + problem.code()))
                .toList();
    }

    /** Each note as {@code row column code}; row 0 is the file's. */
    List<String> notes() {
        List<String> told = new ArrayList<>();
        notes.forEach(note -> told.add("0 " + note.column() + " " + note.code()));
        rows.forEach(
                row -> row.notes().forEach(note -> told.add(row.number() + " " + note.column() + " " + note.code())));
        return told;
    }

    Map<String, String> cells(int row) {
        return rows.get(row - 1).cells();
    }
}
