package io.communitycloud.bench.store;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bson.Document;

/** Something the platform asks a collection of residents again and again. */
record Question(String name, Preparing preparing) {

    private static final int PAGE = 20;
    private static final Document BY_ID = new Document("_id", 1);
    private static final Document NEWEST_FIRST = new Document("_id", -1);
    private static final Document BY_NAME = new Document("person.name", 1).append("_id", 1);

    /** Chooses whom to ask for; what it returns asks. */
    interface Preparing {
        Runnable prepare(MongoCollection<Document> residents, int size, Random random);
    }

    /** What must be quick at any size, and two more. */
    static final List<Question> ALL = List.of(
            new Question("point by _id", (residents, size, random) -> {
                String id = id(random, size);
                return () -> first(residents, new Document("_id", id));
            }),
            new Question("compound: scope + household", (residents, size, random) -> {
                int number = random.nextInt(size);
                Document household = new Document("scope", Residents.committee(number, size))
                        .append("household", Residents.household(number));
                return () -> list(residents, household, BY_ID);
            }),
            new Question("array scope + sort, limit 20", (residents, size, random) -> {
                Document committee = committee(random, size);
                return () -> list(residents, committee, NEWEST_FIRST);
            }),
            new Question("range + sort, limit 20", (residents, size, random) -> {
                Document names =
                        committee(random, size).append("person.name", new Document("$gte", "李").append("$lt", "陈"));
                return () -> list(residents, names, BY_NAME);
            }),
            new Question("prefix, limit 20", (residents, size, random) -> {
                Document names = committee(random, size).append("person.name", new Document("$regex", "^王"));
                return () -> list(residents, names, BY_NAME);
            }),
            new Question("keyset page 1", (residents, size, random) -> () -> list(residents, district(), NEWEST_FIRST)),
            new Question("keyset page 10,000 (or the last)", (residents, size, random) -> {
                String last = Residents.id(Math.max(PAGE, size - 200_000));
                Document before = district().append("_id", new Document("$lt", last));
                return () -> list(residents, before, NEWEST_FIRST);
            }),
            new Question("count, indexed", (residents, size, random) -> {
                Document committee = committee(random, size);
                return () -> count(residents, committee);
            }),
            new Question("update {_id, version}", (residents, size, random) -> {
                Document known = version(residents, id(random, size));
                return () -> update(residents, known);
            }),
            new Question("also: compound: scope + blind index", (residents, size, random) -> {
                int number = random.nextInt(size);
                Document person = district().append("person.idNumber.index", Residents.idNumberIndex(number));
                return () -> list(residents, person, NEWEST_FIRST);
            }),
            new Question("also: range from anywhere + sort", (residents, size, random) -> {
                Document names = committee(random, size)
                        .append("person.name", new Document("$gte", Residents.name(random.nextInt(size))));
                return () -> list(residents, names, BY_NAME);
            }),
            new Question("also: keyset by name ($or)", (residents, size, random) -> {
                String name = Residents.name(random.nextInt(size));
                Document later = new Document("person.name", new Document("$gt", name));
                Document same = new Document("person.name", name).append("_id", new Document("$gt", id(random, size)));
                Document next = district().append("$or", List.of(later, same));
                return () -> list(residents, next, BY_NAME);
            }));

    /** Asks once and says how long that took. */
    long nanos(MongoCollection<Document> residents, int size, Random random) {
        Runnable asking = preparing.prepare(residents, size, random);
        long start = System.nanoTime();
        asking.run();
        return System.nanoTime() - start;
    }

    static String id(Random random, int size) {
        return Residents.id(random.nextInt(size));
    }

    private static Document district() {
        return new Document("scope", "310104");
    }

    private static Document committee(Random random, int size) {
        return new Document("scope", Residents.committee(random.nextInt(size), size));
    }

    static void first(MongoCollection<Document> residents, Document filter) {
        Objects.requireNonNull(residents.find(filter).first());
    }

    private static void list(MongoCollection<Document> residents, Document filter, Document order) {
        List<Document> ignored = residents.find(filter).sort(order).limit(PAGE).into(new ArrayList<>());
    }

    private static void count(MongoCollection<Document> residents, Document filter) {
        if (residents.countDocuments(filter) == 0) {
            throw new IllegalStateException("nothing counted");
        }
    }

    private static Document version(MongoCollection<Document> residents, String id) {
        return Objects.requireNonNull(residents
                .find(new Document("_id", id))
                .projection(new Document("version", 1))
                .first());
    }

    private static void update(MongoCollection<Document> residents, Document known) {
        long version = known.getLong("version");
        var ignored = residents.updateOne(
                known, new Document("$set", new Document("version", version + 1).append("status", "S" + version)));
    }
}
