package io.communitycloud.resident.testing;

import io.communitycloud.common.events.Ids;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of people who never lived, three to a household. */
public final class SampleFile {

    private final List<Map<String, String>> rows = new ArrayList<>();

    private SampleFile() {}

    /** So many people of a committee. */
    public static SampleFile of(String area, int people) {
        SampleFile file = new SampleFile();
        String batch = Ids.next();
        for (int i = 0; i < people; i++) {
            SamplePerson person = SamplePerson.somebody();
            int home = i / 3;
            Map<String, String> row = new LinkedHashMap<>();
            row.put("externalId", "R-" + batch + "-" + i);
            row.put("name", "赵" + (char) ('一' + i % 1_000));
            row.put("idType", "CITIZEN");
            row.put("idNumber", person.idNumber());
            row.put("sex", "");
            row.put("birthDate", "");
            row.put("ethnic", "01");
            row.put("phone", String.valueOf(person.phone()));
            row.put("area", area);
            row.put("dwellingId", "D-" + batch + "-" + home);
            row.put("lane", "样本弄");
            row.put("building", home + "号");
            row.put("unit", "");
            row.put("room", "101室");
            row.put("dwellingType", "COMMODITY");
            row.put("householdId", "H-" + batch + "-" + home);
            row.put("relation", i % 3 == 0 ? "0" : "8");
            row.put("residence", "ACTUAL");
            file.rows.add(row);
        }
        return file;
    }

    /** The same file with another text in one cell; rows count from 0. */
    public SampleFile with(int row, String column, String text) {
        rows.get(row).put(column, text);
        return this;
    }

    public String cell(int row, String column) {
        return String.valueOf(rows.get(row).get(column));
    }

    public String idNumber(int row) {
        return cell(row, "idNumber");
    }

    public String csv() {
        StringBuilder csv = new StringBuilder(String.join(",", rows.getFirst().keySet())).append('\n');
        rows.forEach(row -> csv.append(String.join(",", row.values())).append('\n'));
        return csv.toString();
    }

    public byte[] bytes() {
        return csv().getBytes(StandardCharsets.UTF_8);
    }
}
