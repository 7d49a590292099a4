package io.communitycloud.store.layer;

/**
 * What looking for keys in sorted files has cost.
 *
 * @param lookedUp blocks looked for
 * @param fromFile those of them that had to be read
 */
public record BlockReads(long lookedUp, long fromFile) {

    public static final BlockReads NONE = new BlockReads(0, 0);
}
