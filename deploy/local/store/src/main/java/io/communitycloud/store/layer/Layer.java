package io.communitycloud.store.layer;

/**
 * One part of an index: entries, and withdrawals of entries that older parts hold.
 *
 * <p>The index is the sum of its parts: an entry is there if it has been added once more often than withdrawn, and how
 * many entries a range holds is the sum of what each part says.
 */
interface Layer {

    /** Goes through the keys from one on, or, in reverse, from one back; both include it. */
    EntryWalk walk(byte[] from, boolean reverse);

    /** Entries less withdrawals before a key. */
    long rank(byte[] key);

    /** Entries less withdrawals from one key to before another, as far as they are known without reading a file. */
    default Amount estimate(byte[] from, byte[] to) {
        return Amount.of(rank(to) - rank(from));
    }

    /** Entries less withdrawals of a key: 1, 0 or -1. */
    int weight(byte[] key);

    /** Entries and withdrawals. */
    long size();
}
