package io.communitycloud.store.inspection;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.bson.BsonReader;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.StoredCollection;
import io.communitycloud.store.index.StoredIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.Cursor;

/**
 * Walks documents and indexes and compares the two.
 *
 * <p>Every document must decode, lie under the key of its {@code _id} and have exactly its entries; every index must
 * hold as many entries as the documents ask for, and no more.
 */
public final class Checker {

    private static final int MAX_FINDINGS = 100;

    private final StoredCollection collection;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<StoredIndex, Long> expected = new HashMap<>();

    private Checker(StoredCollection collection) {
        this.collection = collection;
    }

    public static List<Finding> check(Engine engine) {
        List<Finding> result = new ArrayList<>();
        for (StoredCollection collection : engine.all()) {
            result.addAll(check(collection));
        }
        return result;
    }

    /** Checks one collection while nobody changes it. */
    public static List<Finding> check(StoredCollection collection) {
        Checker checker = new Checker(collection);
        collection.exclusively(checker::run);
        return checker.findings;
    }

    private void run() {
        List<StoredIndex> indexes =
                collection.storedIndexes().stream().filter(StoredIndex::isReady).toList();
        Cursor<byte[], byte[]> documents = collection.data().cursor(null);
        long count = 0;
        while (documents.hasNext() && findings.size() < MAX_FINDINGS) {
            byte[] key = documents.next();
            count++;
            checkDocument(key, documents.getValue(), indexes);
        }
        if (findings.size() < MAX_FINDINGS && count != collection.data().sizeAsLong()) {
            report("walked " + count + " documents, the map says "
                    + collection.data().sizeAsLong());
        }
        for (StoredIndex index : indexes) {
            long entries = index.map().sizeAsLong();
            long wanted = expected.getOrDefault(index, 0L);
            if (entries != wanted) {
                report(index.name() + " holds " + entries + " entries, the documents have " + wanted);
            }
        }
    }

    private void checkDocument(byte[] key, byte[] bytes, List<StoredIndex> indexes) {
        Document document;
        try {
            document = BsonReader.document(bytes);
        } catch (RuntimeException e) {
            report("a document cannot be read: " + e.getMessage());
            return;
        }
        if (!Arrays.equals(key, Keys.of(document.get("_id")))) {
            report("document " + document.get("_id") + " lies under another key");
        }
        for (StoredIndex index : indexes) {
            List<byte[]> entries = index.entries(document);
            expected.merge(index, (long) entries.size(), Long::sum);
            for (byte[] entry : entries) {
                if (!index.map().containsKey(Keys.concat(entry, key))) {
                    report(index.name() + " lacks an entry of document " + document.get("_id"));
                }
            }
        }
    }

    private void report(String what) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(collection.getFullName(), what));
        }
    }
}
