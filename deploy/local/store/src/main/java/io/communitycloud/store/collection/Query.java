package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.query.Filter;
import io.communitycloud.store.query.FilterReader;
import io.communitycloud.store.query.Sort;
import org.jspecify.annotations.Nullable;

/** A question to a collection. */
public record Query(
        Filter filter,
        Sort sort,
        long skip,
        long limit,
        @Nullable Object hint,
        Deadline deadline) {

    public static Query of(Document filter) {
        return new Query(FilterReader.read(filter), Sort.NONE, 0, 0, null, Deadline.NONE);
    }

    public Query sorted(Sort order) {
        return new Query(filter, order, skip, limit, hint, deadline);
    }

    public Query skipping(long count) {
        return new Query(filter, sort, count, limit, hint, deadline);
    }

    public Query limited(long count) {
        return new Query(filter, sort, skip, count, hint, deadline);
    }

    public Query hinted(@Nullable Object index) {
        return new Query(filter, sort, skip, limit, index, deadline);
    }

    public Query until(Deadline end) {
        return new Query(filter, sort, skip, limit, hint, end);
    }

    /** How many documents have to be found, 0 for all. */
    public long wanted() {
        return limit == 0 ? 0 : skip + limit;
    }
}
