package io.communitycloud.store.index;

import io.communitycloud.store.query.Path;

/** One field of an index and its direction. */
public record IndexField(Path path, boolean ascending) {

    public String name() {
        return path.name();
    }
}
