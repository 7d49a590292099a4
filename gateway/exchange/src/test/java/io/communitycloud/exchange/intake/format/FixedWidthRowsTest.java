package io.communitycloud.exchange.intake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.exchange.intake.format.Column.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ORG-01's file: XM 1-30, GMSFHM 31-48, RDRQ 49-56. */
class FixedWidthRowsTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String NUMBER = "310199196203050014";
    private static final Layout LAYOUT = new Layout(
            Layout.Format.FIXED_WIDTH,
            "GB18030",
            null,
            null,
            null,
            List.of(
                    column("XM", "name", Kind.NAME, 1, 30),
                    column("GMSFHM", "citizenNumber", Kind.CITIZEN_NUMBER, 31, 48),
                    column("RDRQ", "joinedOn", Kind.DATE, 49, 56)),
            "citizenNumber",
            3,
            null);

    @Test
    void cutsOnBytesSoThatCharactersOfTwoAndFourBytesSurvive() {
        RowsRead read = RowsRead.of(join(line("张王𬭚", NUMBER, "20050701")), LAYOUT);
        assertThat(read.problems()).isEmpty();
        assertThat(read.cells(1))
                .containsEntry("name", "张王𬭚")
                .containsEntry("citizenNumber", NUMBER)
                .containsEntry("joinedOn", "2005-07-01");
    }

    @Test
    void tellsOfBytesThatNoCharacterHasByRowAndColumn() {
        byte[] broken = line("张三", NUMBER, "20050701");
        broken[0] = (byte) 0xFF;
        RowsRead read = RowsRead.of(join(line("李四", NUMBER, "20050701"), broken), LAYOUT);
        assertThat(read.problems()).containsExactly("2 XM undecodable");
        assertThat(read.rows.get(1).good()).isFalse();
    }

    @Test
    void tellsOfACharacterThatTheWidthCutsThrough() {
        byte[] cut = line("张", NUMBER, "20050701");
        byte[] character = "𬭚".getBytes(GB18030);
        System.arraycopy(character, 0, cut, 28, 2);
        assertThat(RowsRead.of(join(cut), LAYOUT).problems()).containsExactly("1 XM undecodable");
    }

    @Test
    void tellsInWhichColumnALineOfAnotherLengthEnds() {
        byte[] shorter = Arrays.copyOf(line("张三", NUMBER, "20050701"), 40);
        RowsRead read = RowsRead.of(join(shorter, line("李四", NUMBER, "20050701")), LAYOUT);
        assertThat(read.problems()).containsExactly("1 GMSFHM row-length");
        assertThat(read.rows).hasSize(2);
    }

    @Test
    void refusesAFileThatIsCutOffWithinItsLastLine() {
        byte[] whole = join(line("张三", NUMBER, "20050701"), line("李四", NUMBER, "20050701"));
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RowsRead.of(cut, LAYOUT))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("truncated-file");
                    assertThat(refused.row()).isEqualTo(2);
                    assertThat(refused.column()).isEqualTo("GMSFHM");
                });
    }

    @Test
    void refusesMoreRowsThanAgreed() {
        byte[] line = line("张三", NUMBER, "20050701");
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RowsRead.of(join(line, line, line, line), LAYOUT))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("too-many-rows"));
    }

    @Test
    void completesTheFifteenDigitsOfBefore1999AndTellsIt() {
        RowsRead read = RowsRead.of(join(line("张三", "310199620305001", "20050701")), LAYOUT);
        assertThat(read.cells(1)).containsEntry("citizenNumber", NUMBER);
        assertThat(read.notes()).containsExactly("1 GMSFHM citizen-number-15-digits");
    }

    @Test
    void tellsWhatIsWrongWithEachCell() {
        String wrong = NUMBER.substring(0, 17) + "5";
        RowsRead read = RowsRead.of(join(line("张*", wrong, "20050732"), line("", "无", "00000000")), LAYOUT);
        assertThat(read.problems())
                .containsExactly(
                        "1 XM is-masked",
                        "1 GMSFHM citizen-number-check-digit",
                        "1 RDRQ not-a-date",
                        "2 XM required",
                        "2 GMSFHM citizen-number-form",
                        "2 RDRQ not-a-date");
    }

    private static byte[] line(String name, String number, String day) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(padded(name, 30));
        line.writeBytes(padded(number, 18));
        line.writeBytes(padded(day, 8));
        return line.toByteArray();
    }

    private static byte[] padded(String text, int width) {
        byte[] bytes = text.getBytes(GB18030);
        byte[] padded = Arrays.copyOf(bytes, width);
        Arrays.fill(padded, bytes.length, width, (byte) ' ');
        return padded;
    }

    private static byte[] join(byte[]... lines) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            file.writeBytes(line);
            file.writeBytes(new byte[] {'\r', '\n'});
        }
        return file.toByteArray();
    }

    private static Column column(String name, String field, Kind kind, int from, int to) {
        return new Column(name, field, kind, from, to, !name.equals("RDRQ"), null);
    }
}
