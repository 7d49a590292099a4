package io.communitycloud.store.storage;

/**
 * What finding documents by their keys has cost.
 *
 * @param lookedUp documents looked for
 * @param fromMap those of them that were found in the collection's map only
 */
public record DocumentReads(long lookedUp, long fromMap) {}
