package io.communitycloud.store.layer;

/** Goes through entries in the order of their keys. */
public interface EntryWalk {

    /** Goes to the next entry, if there is one. */
    boolean advance();

    /** The entry with the document's key behind it. */
    byte[] key();

    /** How many bytes of the key are the entry. */
    int entryLength();

    /** 1 for an entry, -1 for one that is withdrawn from an older part. */
    int weight();
}
