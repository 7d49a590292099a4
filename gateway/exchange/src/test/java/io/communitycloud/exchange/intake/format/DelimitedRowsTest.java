package io.communitycloud.exchange.intake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.exchange.intake.format.Column.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** HLT-02's and PSB-02's files. */
class DelimitedRowsTest {

    private static final String NUMBER = "310199196203050014";
    private static final List<Column> COLUMNS = List.of(
            new Column("姓名", "name", Kind.NAME, null, null, true, null),
            new Column("身份证号", "citizenNumber", Kind.CITIZEN_NUMBER, null, null, true, null),
            new Column("奖励类别", "kind", Kind.TEXT, null, null, null, null),
            new Column("金额", "amount", Kind.INTEGER, null, null, null, null));

    @Test
    void readsQuotesThatWereNotEscapedAndTellsThem() {
        RowsRead read = read("姓名,身份证号,奖励类别,金额\n\"张三\"," + NUMBER + ",\"独生子女\"光荣\"奖\",-120\n");
        assertThat(read.problems()).isEmpty();
        assertThat(read.cells(1)).containsEntry("kind", "独生子女\"光荣\"奖").containsEntry("amount", "-120");
        assertThat(read.notes()).containsExactly("1 奖励类别 unescaped-quote");
    }

    @Test
    void readsQuotesThatWereEscapedAndDelimitersBetweenThem() {
        RowsRead read = read("姓名,身份证号,奖励类别,金额\n\"张三\"," + NUMBER + ",\"甲,\"\"乙\"\"\",\n");
        assertThat(read.cells(1)).containsEntry("kind", "甲,\"乙\"");
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void tellsOfAQuoteThatNeverEndsAndReadsOn() {
        RowsRead read = read("姓名,身份证号,奖励类别,金额\n张三," + NUMBER + ",\"甲,1\n李四," + NUMBER + ",乙,2\n");
        assertThat(read.problems()).containsExactly("1 金额 row-length");
        assertThat(read.cells(2)).containsEntry("kind", "乙");
    }

    @Test
    void tellsOfRowsWithAnotherNumberOfCells() {
        assertThat(read("姓名,身份证号,奖励类别,金额\n张三," + NUMBER + "\n").problems()).containsExactly("1 奖励类别 row-length");
    }

    @Test
    void refusesFormulasAndLetsARefundBeNegative() {
        RowsRead read = read("姓名,身份证号,奖励类别,金额\n=1+1," + NUMBER + ",@cmd,-5\n张三," + NUMBER + ",+A1,=1\n");
        assertThat(read.problems())
                .containsExactly(
                        "1 姓名 formula-cell", "1 奖励类别 formula-cell", "2 奖励类别 formula-cell", "2 金额 not-a-number");
    }

    @Test
    void splitsAfterDecodingSinceTheSecondByteOfACharacterMayBeABar() {
        Charset gbk = Charset.forName("GBK");
        String name = new String(new byte[] {(byte) 0x81, '|'}, gbk);
        RowsRead read = RowsRead.of((name + "|" + NUMBER + "|甲|1\n").getBytes(gbk), layout("GBK", "|", false, null));
        assertThat(read.problems()).isEmpty();
        assertThat(read.cells(1)).containsEntry("name", name);
    }

    @Test
    void tellsOfWhatTheSendersEncodingLost() {
        byte[] file = ("姓名,身份证号,奖励类别,金额\n王𬭚," + NUMBER + ",甲,1\n").getBytes(Charset.forName("GBK"));
        RowsRead read = RowsRead.of(file, layout("GBK", ",", true, null));
        assertThat(read.cells(1)).containsEntry("name", "王?");
        assertThat(read.notes()).containsExactly("1 姓名 replaced-character");
    }

    @Test
    void keepsAFourByteCharacterInGb18030AndTellsOfBytesThatAreNone() {
        Charset gb18030 = Charset.forName("GB18030");
        Layout layout = layout("GB18030", ",", true, null);
        byte[] file = ("姓名,身份证号,奖励类别,金额\n王𬭚," + NUMBER + ",甲,1\n").getBytes(gb18030);
        assertThat(RowsRead.of(file, layout).cells(1)).containsEntry("name", "王𬭚");
        file[file.length - 5] = (byte) 0xFF;
        assertThat(RowsRead.of(file, layout).problems()).containsExactly("1 奖励类别 undecodable");
    }

    @Test
    void refusesAFileWithoutItsLastLine() {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RowsRead.of(
                        utf8("姓名,身份证号,奖励类别,金额\n张三," + NUMBER + ",甲,1\n"), layout("UTF-8", ",", true, "合计,")))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("truncated-file"));
    }

    @Test
    void refusesAFileWhoseLastLineTellsOfOtherRows() {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RowsRead.of(
                        utf8("姓名,身份证号,奖励类别,金额\n张三," + NUMBER + ",甲,1\n合计,2\n"), layout("UTF-8", ",", true, "合计,")))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("row-count-wrong"));
    }

    @Test
    void refusesAFileThatIsCutOffWithinARow() {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> read("姓名,身份证号,奖励类别,金额\n张三," + NUMBER + ",甲,1\n李四,3101"))
                .satisfies(refused -> {
                    assertThat(refused.row()).isEqualTo(2);
                    assertThat(refused.column()).isEqualTo("身份证号");
                });
    }

    @Test
    void findsColumnsByNameAndTellsWhereTheyMoved() {
        RowsRead read = read("身份证号,姓名,备注,奖励类别,金额\n" + NUMBER + ",张三,x,甲,1\n");
        assertThat(read.cells(1)).containsEntry("name", "张三").containsEntry("amount", "1");
        assertThat(read.notes())
                .containsExactly(
                        "0 身份证号 column-moved",
                        "0 姓名 column-moved",
                        "0 #3 unknown-column",
                        "0 奖励类别 column-moved",
                        "0 金额 column-moved");
    }

    @Test
    void refusesAFileThatLacksAColumnItNeeds() {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> read("姓名,奖励类别,金额\n张三,甲,1\n"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("missing-column");
                    assertThat(refused.column()).isEqualTo("身份证号");
                });
    }

    private static RowsRead read(String file) {
        return RowsRead.of(utf8(file), layout("UTF-8", ",", true, null));
    }

    private static byte[] utf8(String file) {
        return file.getBytes(StandardCharsets.UTF_8);
    }

    private static Layout layout(String encoding, String delimiter, boolean header, @Nullable String trailer) {
        return new Layout(
                Layout.Format.DELIMITED, encoding, delimiter, header, null, COLUMNS, "citizenNumber", 100, trailer);
    }
}
