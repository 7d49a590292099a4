package io.communitycloud.store.layer;

import java.util.function.Supplier;
import org.h2.mvstore.MVMap;

/** Makes maps that are in memory only. */
public record MemoryMaps(Supplier<MVMap<byte[], Integer>> maps) {

    MapLayer layer() {
        return new MapLayer(maps.get(), maps.get());
    }
}
