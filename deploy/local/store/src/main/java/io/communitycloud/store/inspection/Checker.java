package io.communitycloud.store.inspection;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.bson.BsonReader;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.StoredCollection;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.layer.EntryWalk;
import io.communitycloud.store.layer.Layers;
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
 * hold the entries the documents ask for, and no more. Both sides are summed up in one pass each, entries as numbers of
 * 64 bits made of all their bytes; only where the sums differ are entries sought one by one.
 */
public final class Checker {

    private static final int MAX_FINDINGS = 100;

    private final StoredCollection collection;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<StoredIndex, Sum> expected = new HashMap<>();

    /** How many entries, and all of them together. */
    private record Sum(long count, long total) {

        private static final Sum NONE = new Sum(0, 0);

        Sum plus(byte[] key) {
            long hash = 0xCBF29CE484222325L;
            for (byte b : key) {
                hash = (hash ^ b) * 0x100000001B3L;
            }
            hash ^= hash >>> 29;
            return new Sum(count + 1, total + hash * 0x9E3779B97F4A7C15L);
        }
    }

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
        if (findings.size() == MAX_FINDINGS) {
            return;
        }
        if (count != collection.data().sizeAsLong()) {
            report("walked " + count + " documents, the map says "
                    + collection.data().sizeAsLong());
        }
        for (StoredIndex index : indexes) {
            checkIndex(index);
        }
    }

    private void checkIndex(StoredIndex index) {
        Sum wanted = expected.getOrDefault(index, Sum.NONE);
        Sum found = Sum.NONE;
        try (Layers.View view = index.layers().view()) {
            EntryWalk entries = view.walk(new byte[0], false);
            while (entries.advance()) {
                found = found.plus(entries.key());
            }
        }
        long counted = index.layers().size();
        if (counted != found.count()) {
            report(index.name() + " counts " + counted + " entries and holds " + found.count());
        }
        if (!found.equals(wanted)) {
            report(index.name() + " holds " + found.count() + " entries, the documents have " + wanted.count()
                    + ", and they are not the same");
            Cursor<byte[], byte[]> documents = collection.data().cursor(null);
            while (documents.hasNext() && findings.size() < MAX_FINDINGS) {
                byte[] key = documents.next();
                reportMissing(index, key, BsonReader.document(documents.getValue()));
            }
        }
    }

    private void reportMissing(StoredIndex index, byte[] key, Document document) {
        for (byte[] entry : index.entries(document)) {
            if (!index.layers().contains(Keys.concat(entry, key))) {
                report(index.name() + " lacks an entry of document " + document.get("_id"));
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
            Sum sum = expected.getOrDefault(index, Sum.NONE);
            for (byte[] entry : index.entries(document)) {
                sum = sum.plus(Keys.concat(entry, key));
            }
            expected.put(index, sum);
        }
    }

    private void report(String what) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(collection.getFullName(), what));
        }
    }
}
