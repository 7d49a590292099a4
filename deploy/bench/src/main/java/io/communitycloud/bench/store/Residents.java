package io.communitycloud.bench.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.types.Binary;

/** Residents of the platform's own shape, the same for the same seed, under the platform's own indexes. */
final class Residents {

    /** The lists residents are asked for by, each with its index. */
    static final List<Document> INDEXES = List.of(
            new Document("scope", 1).append("_id", -1),
            new Document("scope", 1).append("household", 1).append("_id", 1),
            new Document("scope", 1).append("person.idNumber.index", 1).append("_id", -1),
            new Document("scope", 1).append("person.name", 1).append("_id", 1));

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉力健";

    private Residents() {}

    /** A district of a million people has some three hundred committees; smaller ones have fewer. */
    static int committees(int residents) {
        return Math.max(4, residents / 3_300);
    }

    static String id(int number) {
        return String.format(Locale.ROOT, "01K9Z%021d", number);
    }

    static String committee(int number, int residents) {
        int committee = number % committees(residents);
        return String.format(Locale.ROOT, "31010400%04d", committee);
    }

    static String household(int number) {
        return String.format(Locale.ROOT, "01K9H%021d", number / 3);
    }

    static String idNumberIndex(int number) {
        return Integer.toHexString(number * 0x9E3779B1) + "-" + number;
    }

    static String name(int number) {
        Random random = new Random(number);
        return "" + SURNAMES.charAt(random.nextInt(SURNAMES.length()))
                + GIVEN.charAt(random.nextInt(GIVEN.length()))
                + GIVEN.charAt(random.nextInt(GIVEN.length()));
    }

    static Document resident(int number, int residents) {
        String committee = committee(number, residents);
        List<String> scope = List.of(
                "310104",
                committee.substring(0, 9),
                committee,
                "resident:" + id(number),
                "household:" + household(number));
        Random random = new Random(number);
        byte[] cipher = new byte[46];
        random.nextBytes(cipher);
        Document idNumber = new Document("cipher", new Binary(cipher))
                .append("index", idNumberIndex(number))
                .append("tail", String.format(Locale.ROOT, "%04d", random.nextInt(10_000)));
        Document person = new Document("name", name(number))
                .append("sex", random.nextBoolean() ? "FEMALE" : "MALE")
                .append("birthDate", "19" + (30 + random.nextInt(70)) + "-05-17")
                .append("idNumber", idNumber)
                .append("phone", new Document("cipher", new Binary(cipher)).append("tail", "0000"));
        return new Document("_id", id(number))
                .append("version", 1L)
                .append("sequence", 1L)
                .append("area", committee)
                .append("scope", scope)
                .append("createdAt", Date.from(EPOCH.plusSeconds(number)))
                .append("updatedAt", Date.from(EPOCH.plusSeconds(number)))
                .append("person", person)
                .append("status", "ACTIVE")
                .append("household", household(number))
                .append("links", List.of(new Document("household", household(number)).append("since", "2026-01-01")));
    }

    static List<Document> batch(int from, int to, int residents) {
        List<Document> result = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            result.add(resident(i, residents));
        }
        return result;
    }

    /** Different areas, for whoever wants to know how many documents one has. */
    static Set<String> areas(int residents) {
        Set<String> result = new TreeSet<>();
        for (int i = 0; i < committees(residents); i++) {
            result.add(committee(i, residents));
        }
        return Collections.unmodifiableSet(result);
    }
}
