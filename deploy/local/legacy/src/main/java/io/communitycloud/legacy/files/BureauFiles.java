package io.communitycloud.legacy.files;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.people.People;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;

/**
 * The newest file of each system, over the people of the sample city, with the mistakes the catalogue tells of.
 *
 * <p>The same people and day give the same file, so that a second start brings nothing new.
 */
@Component
class BureauFiles {

    static final Charset GB18030 = Charset.forName("GB18030");
    static final Charset GBK = Charset.forName("GBK");

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int ONE_IN_PARTY = 12;
    private static final int ONE_IN_VETERANS = 25;
    private static final int ONE_IN_AWARDS = 9;
    private static final int RETIRED_AT = 60;
    /** The share of bad rows is a few in a thousand. */
    private static final int ONE_IN_BAD = 400;
    /** One in a hundred still has the number of before 1999. */
    private static final int ONE_IN_OLD_NUMBERS = 100;

    private final People people;
    private final Clock clock;

    BureauFiles(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** ORG-01: a month's file, fixed width. */
    BureauFile partyMembers() {
        LocalDate day = today().withDayOfMonth(1);
        Lines lines = new Lines(GB18030, "\r\n");
        for (SampleResident person : people.all()) {
            if (People.isAmong(ONE_IN_PARTY, person)) {
                lines.fixed(person.name(), 30)
                        .fixed(person.idNumber(), 18)
                        .fixed("31" + person.area() + "0001", 18)
                        .fixed("20050701", 8)
                        .fixed("01", 2)
                        .end();
            }
        }
        return new BureauFile("DY_" + compact(day) + ".dat", lines.bytes());
    }

    /** VET-01: a week's file, a workbook with a title above its header. */
    BureauFile veterans() {
        LocalDate day = monday();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "bureau", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("信息采集");
            sheet.value(0, 0, "退役军人信息采集表");
            List<String> header = List.of("姓名", "身份证号", "优抚类别", "光荣牌", "走访日期");
            for (int column = 0; column < header.size(); column++) {
                sheet.value(1, column, header.get(column));
            }
            int row = 2;
            for (SampleResident person : people.all()) {
                if (People.isAmong(ONE_IN_VETERANS, person)) {
                    sheet.value(row, 0, person.name());
                    sheet.value(row, 1, person.idNumber());
                    sheet.value(row, 2, "01");
                    sheet.value(row, 3, "已悬挂");
                    sheet.value(row, 4, "2026-08-01");
                    row++;
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new BureauFile("TY_" + compact(day) + ".xlsx", bytes.toByteArray());
    }

    /** PSB-02: a day's file, cells between bars, no header; one row stands there twice. */
    BureauFile addresses() {
        LocalDate day = today();
        Lines lines = new Lines(GB18030, "\n");
        Map<String, SampleResident> dwellings = new LinkedHashMap<>();
        people.all().forEach(person -> dwellings.putIfAbsent(person.dwellingId(), person));
        int number = 0;
        for (SampleResident person : dwellings.values()) {
            number++;
            String kind = number % ONE_IN_BAD == 0 ? "" : person.dwellingType().name();
            String line = String.join(
                    "|",
                    "DZ" + person.dwellingId(),
                    person.lane(),
                    person.building(),
                    person.room(),
                    kind,
                    "0",
                    person.area());
            lines.line(line);
            if (number == 2) {
                lines.line(line);
            }
        }
        return new BureauFile("FW_" + compact(day) + "_001.txt", lines.bytes());
    }

    /** HRS-02: a month's file, fixed width; some numbers have 15 digits. */
    BureauFile retired() {
        LocalDate day = today().withDayOfMonth(3);
        LocalDate file = day.isAfter(today()) ? day.minusMonths(1) : day;
        Lines lines = new Lines(GB18030, "\r\n");
        for (SampleResident person : people.all()) {
            boolean old = person.birthDate().isBefore(file.minusYears(RETIRED_AT));
            if (old || People.isAmong(ONE_IN_BAD, person)) {
                int ordinal = People.ordinal(person);
                String number = person.idNumber();
                if (ordinal % ONE_IN_OLD_NUMBERS == 1 && number.startsWith("19", 6)) {
                    number = number.substring(0, 6) + number.substring(8, 17);
                }
                String phone = ordinal % ONE_IN_BAD == 0 ? "无" : person.phone();
                lines.fixed(number, 18)
                        .fixed(person.name(), 50)
                        .fixed(compact(person.birthDate().plusYears(RETIRED_AT)), 8)
                        .fixed(phone, 11)
                        .end();
            }
        }
        return new BureauFile("TX_" + compact(file) + ".txt", lines.bytes());
    }

    /** HMB-03: a day's file with a header; negative amounts are refunds. */
    BureauFile maintenanceFunds() {
        Lines lines = new Lines(GB18030, "\r\n");
        lines.line("XQBH,YE,ZCRQ,ZCJE,YT");
        people.all().stream().map(SampleResident::area).distinct().sorted().forEach(area -> {
            int number = Integer.parseInt(area.substring(7));
            lines.line(String.join(
                    ",",
                    "XQ" + area + "001",
                    Long.toString(100_000_000L + number * 1_000L),
                    "20261016",
                    number % 5 == 0 ? "-120000" : "860000",
                    "\"电梯大修\""));
        });
        return new BureauFile("WX_" + compact(today()) + ".csv", lines.bytes());
    }

    /** HLT-02: a week's file in GBK with a Chinese header, quotes not escaped, and the number of rows in the last line. */
    BureauFile awards() {
        Lines lines = new Lines(GBK, "\r\n");
        lines.line("姓名,身份证号,奖励类别,年度");
        int rows = 0;
        for (SampleResident person : people.all()) {
            if (People.isAmong(ONE_IN_AWARDS, person)) {
                rows++;
                lines.line("\"" + person.name() + "\"," + person.idNumber() + ",\"独生子女\"光荣\"奖\",2025");
            }
        }
        lines.line("合计," + rows);
        return new BureauFile("JS_" + compact(monday()) + ".csv", lines.bytes());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(SHANGHAI));
    }

    private LocalDate monday() {
        return today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static String compact(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** Writes lines as such systems do: widths are counted in bytes. */
    private static final class Lines {

        private final Charset charset;
        private final byte[] end;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Lines(Charset charset, String end) {
            this.charset = charset;
            this.end = end.getBytes(charset);
        }

        Lines fixed(String text, int width) {
            byte[] encoded = text.getBytes(charset);
            if (encoded.length > width) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "%d bytes for %d", encoded.length, width));
            }
            bytes.writeBytes(encoded);
            bytes.writeBytes(" ".repeat(width - encoded.length).getBytes(charset));
            return this;
        }

        void end() {
            bytes.writeBytes(end);
        }

        void line(String text) {
            bytes.writeBytes(text.getBytes(charset));
            end();
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
