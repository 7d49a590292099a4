package io.communitycloud.store.index;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.layer.EntryWalk;
import io.communitycloud.store.layer.Layers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index with its entries: entry + document key → length of the entry.
 *
 * <p>The document key behind the entry makes {@code _id} the implicit last field of every index.
 */
public final class StoredIndex {

    private final int id;
    private final IndexDefinition definition;
    private final EntryBuilder builder;
    private final Layers layers;
    private volatile boolean ready;
    private volatile BitSet arrays;

    public StoredIndex(int id, IndexDefinition definition, Layers layers, boolean ready, BitSet arrays) {
        this.id = id;
        this.definition = definition;
        this.builder = new EntryBuilder(definition.fields(), definition.sparse());
        this.layers = layers;
        this.ready = ready;
        if (ready) {
            layers.markBuilt();
        }
        this.arrays = (BitSet) arrays.clone();
    }

    public int id() {
        return id;
    }

    public IndexDefinition definition() {
        return definition;
    }

    public String name() {
        return definition.name();
    }

    public Layers layers() {
        return layers;
    }

    /** Whether it holds every document's entries, so that queries may use it. */
    public boolean isReady() {
        return ready;
    }

    public void markReady() {
        ready = true;
    }

    /** Whether any document has, or had, an array on this field's path. */
    public boolean isArray(int field) {
        return arrays.get(field);
    }

    public boolean hasArrays() {
        return !arrays.isEmpty();
    }

    public BitSet arrays() {
        return (BitSet) arrays.clone();
    }

    /** Remembers fields that led through arrays; true if that is news. */
    public boolean addArrays(BitSet more) {
        BitSet known = arrays;
        if (isWithin(more, known)) {
            return false;
        }
        BitSet union = (BitSet) known.clone();
        union.or(more);
        arrays = union;
        return true;
    }

    private static boolean isWithin(BitSet some, BitSet all) {
        for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
            if (!all.get(i)) {
                return false;
            }
        }
        return true;
    }

    public List<byte[]> entries(Document document) {
        return builder.entries(document);
    }

    public List<byte[]> entries(Document document, BitSet arraysMet) {
        return builder.entries(document, arraysMet);
    }

    /** The key of another document that holds this entry already. */
    public byte @Nullable [] otherHolder(byte[] entry, byte[] documentKey) {
        try (Layers.View view = layers.view()) {
            EntryWalk walk = view.walk(entry, false);
            while (walk.advance() && Keys.startsWith(walk.key(), entry)) {
                if (walk.entryLength() == entry.length) {
                    byte[] holder = documentKey(walk.key(), entry.length);
                    if (!Arrays.equals(holder, documentKey)) {
                        return holder;
                    }
                }
            }
            return null;
        }
    }

    public void add(byte[] entry, byte[] documentKey) {
        layers.add(Keys.concat(entry, documentKey), entry.length);
    }

    public void remove(byte[] entry, byte[] documentKey) {
        layers.remove(Keys.concat(entry, documentKey), entry.length);
    }

    public static byte[] documentKey(byte[] key, int entryLength) {
        return Arrays.copyOfRange(key, entryLength, key.length);
    }
}
