package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.layer.Entry;
import io.communitycloud.store.log.LogRecord;
import io.communitycloud.store.storage.Documents;
import io.communitycloud.store.storage.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;

/** New documents that go in together: per index their entries are sorted once instead of sought one by one. */
final class InsertBatch {

    private final int collection;
    private final List<StoredIndex> indexes;
    private final List<List<Entry>> entries = new ArrayList<>();
    private final List<BitSet> arrays = new ArrayList<>();
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> documents = new ArrayList<>();

    InsertBatch(int collection, List<StoredIndex> indexes) {
        this.collection = collection;
        this.indexes = indexes;
        for (StoredIndex ignored : indexes) {
            entries.add(new ArrayList<>());
            arrays.add(new BitSet());
        }
    }

    void add(byte[] key, Document document, byte[] bytes) {
        for (int i = 0; i < indexes.size(); i++) {
            for (byte[] entry : indexes.get(i).entries(document, arrays.get(i))) {
                entries.get(i).add(new Entry(Keys.concat(entry, key), entry.length));
            }
        }
        keys.add(key);
        documents.add(bytes);
    }

    boolean hasRepeated() {
        boolean ordered = true;
        for (int i = 1; i < keys.size() && ordered; i++) {
            ordered = Arrays.compareUnsigned(keys.get(i - 1), keys.get(i)) < 0;
        }
        if (ordered) {
            return false;
        }
        TreeSet<byte[]> distinct = new TreeSet<>(Arrays::compareUnsigned);
        distinct.addAll(keys);
        return distinct.size() < keys.size();
    }

    boolean isAnyIn(MVMap<byte[], byte[]> data) {
        byte[] last = data.lastKey();
        for (byte[] key : keys) {
            if (last != null && Arrays.compareUnsigned(key, last) <= 0 && data.containsKey(key)) {
                return true;
            }
        }
        return false;
    }

    /** Remembers which fields led through arrays; true if that is news. */
    boolean rememberArrays() {
        boolean news = false;
        for (int i = 0; i < indexes.size(); i++) {
            news |= !arrays.get(i).isEmpty() && indexes.get(i).addArrays(arrays.get(i));
        }
        return news;
    }

    /** Logs and applies everything; with the gate open and no other writer of the collection. */
    void insert(Documents collected, Storage storage) {
        for (int i = 0; i < keys.size(); i++) {
            storage.log(new LogRecord(collection, keys.get(i), documents.get(i)));
        }
        for (int i = 0; i < indexes.size(); i++) {
            indexes.get(i).layers().addAll(entries.get(i));
        }
        for (int i = 0; i < keys.size(); i++) {
            collected.add(keys.get(i), documents.get(i));
        }
    }
}
