package io.communitycloud.store.storage;

import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The documents of a collection by key: a map that survives the process, and what was found in it lately. */
public final class Documents {

    private final int space;
    private final MVMap<byte[], byte[]> map;
    private final DocumentCache cache;

    Documents(int space, MVMap<byte[], byte[]> map, DocumentCache cache) {
        this.space = space;
        this.map = map;
        this.cache = cache;
    }

    /** The map itself, for whoever walks it or counts; changed here only. */
    public MVMap<byte[], byte[]> map() {
        return map;
    }

    public byte @Nullable [] get(byte[] key) {
        int place = cache.place(space, key);
        // Looked at before the map is read: what changes meanwhile changes this place.
        DocumentCache.Kept seen = cache.at(place);
        byte[] known = seen == null ? null : seen.document(space, key);
        if (known != null) {
            return known;
        }
        byte[] found = map.get(key);
        if (found != null) {
            cache.keep(place, seen, space, key, found);
        }
        return found;
    }

    /** Puts a document where there is none; it is not kept before somebody asks for it. */
    public void add(byte[] key, byte[] document) {
        byte[] ignored = map.put(key, document);
    }

    /** Replaces a document; one writer of a document at a time. */
    public void replace(byte[] key, byte[] document) {
        byte[] ignored = map.put(key, document);
        cache.changed(space, key, document);
    }

    /** Removes a document; one writer of a document at a time. */
    public void remove(byte[] key) {
        byte[] ignored = map.remove(key);
        cache.changed(space, key, null);
    }
}
