package io.communitycloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Queries of the platform's shapes read little more than they return, though of most of the index, being in files, the
 * planner only knows roughly how much there is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannerTest {

    private static final int SIZE = 12_000;
    private static final int QUESTIONS = 200;

    private StoreServer server;
    private MongoClient client;
    private MongoCollection<Document> residents;

    @BeforeAll
    void fill(@TempDir Path folder) {
        server = StoreServer.start(folder, 0);
        client = MongoClients.create(server.uri());
        residents = client.getDatabase("test").getCollection("residents");
        residents.createIndex(Document.parse("{scope: 1, _id: -1}"));
        residents.createIndex(Document.parse("{scope: 1, name: 1}"));
        residents.createIndex(Document.parse("{kind: 1}"));
        residents.createIndex(Document.parse("{'person.phone': 1}"));
        residents.createIndex(Document.parse("{outboxSince: 1}"), new IndexOptions().sparse(true));
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Document document = new Document("_id", id(i))
                    .append("version", 1L)
                    .append("scope", List.of("city", "street-" + i % 10, "resident:" + id(i)))
                    .append("name", String.format(Locale.ROOT, "n%04d", (i * 7) % 1000))
                    .append("kind", i % 3)
                    .append("person", new Document("phone", "p" + i));
            if (i % (SIZE / 6) == 0) {
                document.append("outboxSince", i);
            }
            documents.add(document);
        }
        residents.insertMany(documents);
        // What a checkpoint finds too much for the store's maps it moves to files.
        client.getDatabase("admin").runCommand(new Document("fsync", 1));
        assertThat(files("scope_1__id_-1")).isPositive();
    }

    private int files(String index) {
        return client.getDatabase("test")
                .runCommand(new Document("collStats", "residents"))
                .get("indexFiles", Document.class)
                .getInteger(index);
    }

    private long blocksLookedUp() {
        return client.getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("storageEngine", Document.class)
                .getLong("indexBlocksLookedUp");
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "id-%06d", number);
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {_id: 'id-000007'} | {} | IDHACK | 1
            {_id: 'id-000007', version: 1} | {} | IDHACK | 1
            {_id: {$in: ['id-000007', 'id-000009']}} | {} | CLUSTERED_IXSCAN | 2
            {_id: {$gt: 'id-000100'}} | {_id: 1} | CLUSTERED_IXSCAN | 20
            {} | {_id: -1} | COLLSCAN | 20
            {scope: 'street-3'} | {_id: -1} | scope_1__id_-1 | 20
            {scope: 'street-3', _id: {$lt: 'id-002000'}} | {_id: -1} | scope_1__id_-1 | 20
            {scope: 'street-3'} | {name: 1, _id: 1} | scope_1_name_1 | 20
            {scope: 'street-3'} | {name: -1, _id: -1} | scope_1_name_1 | 20
            {scope: 'street-3', name: {$gte: 'n01', $lt: 'n05'}} | {name: 1} | scope_1_name_1 | 20
            {scope: 'street-3', name: /^n01/} | {name: 1} | scope_1_name_1 | 21
            {scope: 'city', $or: [{name: {$gt: 'n0500'}}, {name: 'n0500', _id: {$gt: 'id-000100'}}]} | {name: 1, _id: 1} | scope_1_name_1 | 20
            {scope: 'city', $or: [{name: {$gt: 'n0200'}}, {name: 'n0200', _id: {$gt: 'id-000100'}}]} | {name: 1, _id: 1} | scope_1_name_1 | 20
            {$or: [{scope: 'city', name: {$gt: 'n0500'}}, {scope: 'city', name: 'n0500', _id: {$gt: 'id-000100'}}]} | {name: 1, _id: 1} | scope_1_name_1 | 20
            {scope: {$in: ['street-1', 'street-2']}} | {name: 1} | scope_1_name_1 | 20
            {'person.phone': 'p77'} | {} | person.phone_1 | 1
            {'person.phone': {$in: ['p1', 'p2', 'p3']}} | {} | person.phone_1 | 3
            {outboxSince: {$exists: true}} | {outboxSince: 1} | outboxSince_1 | 6
            {outboxSince: {$lt: 600}} | {} | outboxSince_1 | 2
            {$or: [{'person.phone': 'p1'}, {_id: 'id-000002'}]} | {} | OR | 2
            {scope: 'resident:id-000042', kind: 0} | {} | scope_1 | 1
            """)
    void readsLittleMoreThanItReturns(String filter, String sort, String plan, int examined) {
        FindIterable<Document> found = residents
                .find(Document.parse(filter))
                .sort(Document.parse(sort))
                .limit(20);
        Document explained = found.explain(ExplainVerbosity.EXECUTION_STATS);
        assertThat(explained.toJson()).contains(plan).doesNotContain("\"SORT\"");
        Document stats = explained.get("executionStats", Document.class);
        assertThat(stats.getInteger("totalDocsExamined")).isLessThanOrEqualTo(examined);
        assertThat(stats.getInteger("totalKeysExamined")).isLessThanOrEqualTo(examined + 1);
    }

    /** Neither choosing a plan nor an index that is not chosen makes it read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {scope: 'street-3'} | {_id: -1} | scope_1__id_-1
            {scope: 'street-3', _id: {$lt: 'id-002000'}} | {_id: -1} | scope_1__id_-1
            {scope: 'street-3', name: {$gte: 'n01', $lt: 'n05'}} | {name: 1, _id: 1} | scope_1_name_1
            {scope: 'street-3', name: /^n01/} | {name: 1, _id: 1} | scope_1_name_1
            {'person.phone': 'p77'} | {_id: 1} | person.phone_1
            """)
    void looksForOneBlockAFileOfTheIndexItUses(String filter, String sort, String index) {
        long before = blocksLookedUp();
        int files = files(index);
        for (int i = 0; i < QUESTIONS; i++) {
            assertThat(residents
                            .find(Document.parse(filter))
                            .sort(Document.parse(sort))
                            .limit(20)
                            .into(new ArrayList<>()))
                    .isNotEmpty();
        }
        // A merge behind the scenes looks for the first block of each file once.
        int most = Math.max(files, files(index)) * QUESTIONS + 100;
        assertThat(blocksLookedUp() - before).isLessThanOrEqualTo(most);
    }

    @Test
    void sortsInMemoryOnlyWhereNoIndexOrders() {
        assertThat(residents
                        .find(new Document("kind", 1))
                        .sort(new Document("version", 1))
                        .explain()
                        .toJson())
                .contains("\"SORT\"")
                .contains("kind_1");
    }

    @Test
    void obeysAHintAgainstItsOwnChoice() {
        assertThat(residents
                        .find(new Document("_id", id(3)))
                        .hintString("kind_1")
                        .explain()
                        .toJson())
                .contains("kind_1");
    }

    @Test
    void countsFromRanksAlone() {
        Document command = Document.parse("{explain: {count: 'residents', query: {kind: 1}}}");
        assertThat(client.getDatabase("test").runCommand(command).toJson()).contains("\"COUNT\"");
        assertThat(residents.countDocuments(new Document("kind", 1))).isEqualTo(SIZE / 3);
        assertThat(residents.countDocuments(new Document("scope", "street-3"))).isEqualTo(SIZE / 10);
        assertThat(residents.countDocuments(Document.parse("{scope: {$in: ['street-3', 'city']}}")))
                .isEqualTo(SIZE);
    }
}
