package io.communitycloud.store.query;

/**
 * Keys of an index from one, inclusive, to another, exclusive.
 *
 * @param mergeOffset where the part of the key begins that several ranges are merged by
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record KeyRange(byte[] from, byte[] to, int mergeOffset) {}
