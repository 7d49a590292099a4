package io.communitycloud.resident.testing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A person who never lived, as a caller describes her; each has a number and a phone of her own.
 *
 * @param place the members that say where she lives, as JSON
 */
public record SamplePerson(
        String name, String idNumber, @Nullable String phone, String place) {

    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    public static SamplePerson somebody() {
        int order = PEOPLE.incrementAndGet();
        return new SamplePerson("王小明", number(order), "100%08d".formatted(order), "");
    }

    /** A number of the sample area, which was never assigned. */
    public static String number(int order) {
        String born = LocalDate.of(1950, 1, 1).plusDays(order / 900).format(DateTimeFormatter.BASIC_ISO_DATE);
        String first = "310199" + born + "%03d".formatted(order % 900 + 1);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += Character.digit(first.charAt(i), 10) * WEIGHTS[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    public static String unusedNumber() {
        return number(PEOPLE.incrementAndGet());
    }

    public SamplePerson named(String other) {
        return new SamplePerson(other, idNumber, phone, place);
    }

    public SamplePerson numbered(String other) {
        return new SamplePerson(name, other, phone, place);
    }

    public SamplePerson phoned(@Nullable String other) {
        return new SamplePerson(name, idNumber, other, place);
    }

    public SamplePerson in(String area) {
        return new SamplePerson(name, idNumber, phone, place + ", \"area\": \"" + area + "\"");
    }

    public SamplePerson of(String household) {
        return new SamplePerson(name, idNumber, phone, place + ", \"householdId\": \"" + household + "\"");
    }

    public SamplePerson relation(String code) {
        return new SamplePerson(name, idNumber, phone, place + ", \"relation\": \"" + code + "\"");
    }

    public SamplePerson since(String day) {
        return new SamplePerson(name, idNumber, phone, place + ", \"since\": \"" + day + "\"");
    }

    public String json() {
        return """
            {"name": "%s", "idType": "CITIZEN", "idNumber": "%s", "phone": %s, "residence": "REGISTERED"%s}\
            """.formatted(name, idNumber, phone == null ? "null" : '"' + phone + '"', place);
    }
}
