package io.communitycloud.common.web;

import org.jspecify.annotations.Nullable;

/**
 * Which stretch of a list the caller asks for; a controller argument read from {@code ?limit=&cursor=}.
 *
 * @param limit 1 to 200, 50 where the caller does not say
 */
public record PageRequest(int limit, @Nullable Cursor cursor) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAXIMUM_LIMIT = 200;

    public PageRequest {
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw InvalidRequest.parameter("limit", "out-of-range");
        }
    }

    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, null);
    }

    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }
}
