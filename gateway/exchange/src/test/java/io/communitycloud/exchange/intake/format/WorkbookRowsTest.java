package io.communitycloud.exchange.intake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.exchange.intake.format.Column.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** VET-01's file, as people keep it. */
class WorkbookRowsTest {

    private static final String NUMBER = "310199196203050014";
    private static final String OTHER = "310199196203050030";
    private static final Layout LAYOUT = new Layout(
            Layout.Format.WORKBOOK,
            null,
            null,
            null,
            null,
            List.of(
                    new Column("姓名", "name", Kind.NAME, null, null, true, null),
                    new Column("身份证号", "citizenNumber", Kind.CITIZEN_NUMBER, null, null, true, null),
                    new Column("走访日期", "visitedOn", Kind.DATE, null, null, null, null)),
            "citizenNumber",
            100,
            null);

    @Test
    void findsTheHeaderBelowATitleAndColumnsThatMoved() throws IOException {
        RowsRead read = RowsRead.of(
                workbook(sheet -> {
                    sheet.value(0, 0, "采集表");
                    row(sheet, 1, "身份证号", "备注", "姓名", "走访日期");
                    row(sheet, 2, NUMBER, "", "王𬭚", "2026-08-01");
                }),
                LAYOUT);
        assertThat(read.problems()).isEmpty();
        assertThat(read.cells(1)).containsEntry("name", "王𬭚").containsEntry("visitedOn", "2026-08-01");
        assertThat(read.notes())
                .containsExactlyInAnyOrder(
                        "0 身份证号 column-moved", "0 姓名 column-moved", "0 走访日期 column-moved", "0 B unknown-column");
    }

    @Test
    void refusesACitizenNumberThatBecameANumber() throws IOException {
        RowsRead read = RowsRead.of(
                workbook(sheet -> {
                    row(sheet, 0, "姓名", "身份证号", "走访日期");
                    sheet.value(1, 0, "张三");
                    sheet.value(1, 1, 3.101991962e17);
                    row(sheet, 2, "李四", "3.10199E+17", "");
                }),
                LAYOUT);
        assertThat(read.problems()).containsExactly("1 身份证号 number-as-float", "2 身份证号 number-as-float");
    }

    @Test
    void refusesFormulasWhateverTheyWouldComeTo() throws IOException {
        RowsRead read = RowsRead.of(
                workbook(sheet -> {
                    row(sheet, 0, "姓名", "身份证号", "走访日期");
                    row(sheet, 1, "张三", NUMBER, "");
                    sheet.formula(1, 2, "HYPERLINK(\"http://example.org\")");
                    row(sheet, 2, "=cmd|' /C calc'!A0", OTHER, "");
                }),
                LAYOUT);
        assertThat(read.problems()).containsExactly("1 走访日期 formula-cell", "2 姓名 formula-cell");
    }

    @Test
    void sharesAMergedCellAndNeverAKey() throws IOException {
        RowsRead read = RowsRead.of(
                workbook(sheet -> {
                    row(sheet, 0, "姓名", "身份证号", "走访日期");
                    row(sheet, 1, "张三", NUMBER, "2026-08-01");
                    row(sheet, 2, "李四", OTHER, "");
                    sheet.range(1, 2, 2, 2).merge();
                    row(sheet, 3, "王五", NUMBER, "");
                    row(sheet, 4, "赵六", "", "");
                    sheet.range(3, 1, 4, 1).merge();
                }),
                LAYOUT);
        assertThat(read.cells(2)).containsEntry("visitedOn", "2026-08-01");
        assertThat(read.notes()).containsExactly("2 走访日期 merged-cell");
        assertThat(read.problems()).containsExactly("4 身份证号 merged-cell");
    }

    @Test
    void refusesAWorkbookWithoutAColumnItNeeds() {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RowsRead.of(workbook(sheet -> row(sheet, 0, "姓名", "走访日期")), LAYOUT))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("missing-column");
                    assertThat(refused.column()).isEqualTo("身份证号");
                });
    }

    @Test
    void refusesWhatIsNoWorkbook() {
        for (byte[] file : List.of(new byte[0], "no zip".getBytes(StandardCharsets.UTF_8), zip("a.xml", "<a/>"))) {
            assertThatExceptionOfType(FileRefused.class)
                    .isThrownBy(() -> RowsRead.of(file, LAYOUT))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("not-a-workbook"));
        }
    }

    @Test
    void refusesADocumentTypeAndABomb() {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RowsRead.of(
                        zip("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"), LAYOUT))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("not-a-workbook"));
        byte[] bomb = zip("xl/worksheets/sheet1.xml", " ".repeat(65 * 1024 * 1024));
        assertThat(bomb).hasSizeLessThan(100_000);
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RowsRead.of(bomb, LAYOUT))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("workbook-too-large"));
    }

    private static byte[] workbook(Consumer<Worksheet> filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            filling.accept(workbook.newWorksheet("1"));
        }
        return bytes.toByteArray();
    }

    private static void row(Worksheet sheet, int row, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                sheet.value(row, column, cells[column]);
            }
        }
    }

    private static byte[] zip(String name, String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
