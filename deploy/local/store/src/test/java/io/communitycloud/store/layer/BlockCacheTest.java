package io.communitycloud.store.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockCacheTest {

    private final BlockCache cache = new BlockCache(16);

    @Test
    void givesBackWhatWasLookedUpLately() {
        byte[] block = {1, 2, 3};
        cache.keep(7, 5, block);
        assertThat(cache.get(7, 5)).isSameAs(block);
        assertThat(cache.get(7, 4)).isNull();
        assertThat(cache.get(5, 7)).isNull();
        assertThat(cache.reads()).isEqualTo(new BlockReads(3, 2));
    }

    @Test
    void neverHoldsMoreThanItsPlaces() {
        for (int block = 0; block < 1_000; block++) {
            cache.keep(1, block, new byte[] {1});
        }
        int held = 0;
        for (int block = 0; block < 1_000; block++) {
            held += cache.get(1, block) == null ? 0 : 1;
        }
        assertThat(held).isBetween(1, 16);
    }

    @Test
    void leavesOutAHugeBlock() {
        cache.keep(1, 1, new byte[1 << 20]);
        assertThat(cache.get(1, 1)).isNull();
    }
}
