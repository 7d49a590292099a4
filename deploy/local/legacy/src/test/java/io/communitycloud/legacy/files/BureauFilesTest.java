package io.communitycloud.legacy.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.people.People;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BureauFilesTest {

    private static final Clock SUNDAY = Clock.fixed(Instant.parse("2026-11-22T04:00:00Z"), ZoneOffset.UTC);

    private final BureauFiles files = new BureauFiles(
            new People(new LegacySettings(Path.of("target/no-home"), 0, 0, false, 1, 0, "", List.of())), SUNDAY);

    @Test
    void namesEachFileByTheDayItIsDue() {
        assertThat(List.of(
                        files.partyMembers().name(),
                        files.veterans().name(),
                        files.addresses().name(),
                        files.retired().name(),
                        files.maintenanceFunds().name(),
                        files.awards().name()))
                .containsExactly(
                        "DY_20261101.dat",
                        "TY_20261116.xlsx",
                        "FW_20261122_001.txt",
                        "TX_20261103.txt",
                        "WX_20261122.csv",
                        "JS_20261116.csv");
    }

    @Test
    void countsWidthsInBytes() {
        linesOf(files.partyMembers(), 78);
        linesOf(files.retired(), 89);
        assertThat(text(files.partyMembers())).contains("𬭚");
        assertThat(text(files.retired())).contains("𬭚");
    }

    @Test
    void writesInGbkWhatGbkHasAndAQuestionMarkForTheRest() {
        String awards = new String(files.awards().content(), BureauFiles.GBK);
        assertThat(awards)
                .startsWith("姓名,身份证号,奖励类别,年度\r\n")
                .contains("?\",3101")
                .contains("\"光荣\"");
        long rows = awards.lines().count() - 2;
        assertThat(awards).endsWith("合计," + rows + "\r\n");
    }

    @Test
    void writesOneAddressTwice() {
        List<String> lines = text(files.addresses()).lines().toList();
        assertThat(lines.stream().distinct().count()).isEqualTo(lines.size() - 1L);
    }

    @Test
    void writesAWorkbook() {
        assertThat(new String(files.veterans().content(), 0, 2, StandardCharsets.US_ASCII))
                .isEqualTo("PK");
    }

    @Test
    void writesTheSameFileAgain() {
        assertThat(files.retired().content()).isEqualTo(files.retired().content());
    }

    private static void linesOf(BureauFile file, int bytes) {
        int start = 0;
        for (int i = 0; i < file.content().length; i++) {
            if (file.content()[i] == '\n') {
                assertThat(i + 1 - start).isEqualTo(bytes);
                start = i + 1;
            }
        }
        assertThat(start).isEqualTo(file.content().length).isPositive();
    }

    private static String text(BureauFile file) {
        return new String(file.content(), BureauFiles.GB18030);
    }
}
