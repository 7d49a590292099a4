package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.query.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Sorts in memory, keeping no more than is wanted and refusing to take more than it may. */
public final class Sorter {

    private Sorter() {}

    /** The first {@code wanted} in order, or all of them if that is 0. */
    public static <T> Iterator<T> sort(
            Iterator<T> source,
            Sort sort,
            long wanted,
            long memoryLimit,
            Function<T, Document> document,
            ToLongFunction<T> size) {
        Comparator<Keyed<T>> order = Comparator.<Keyed<T>, byte[]>comparing(Keyed::key, Arrays::compareUnsigned)
                .thenComparingLong(Keyed::arrival);
        PriorityQueue<Keyed<T>> last = new PriorityQueue<>(order.reversed());
        long bytes = 0;
        long arrival = 0;
        while (source.hasNext()) {
            T element = source.next();
            Keyed<T> keyed = new Keyed<>(sort.key(document.apply(element)), arrival++, element);
            if (wanted > 0 && last.size() >= wanted) {
                Keyed<T> worst = last.element();
                if (order.compare(keyed, worst) >= 0) {
                    continue;
                }
                bytes -= size.applyAsLong(last.remove().element());
            }
            last.add(keyed);
            bytes += size.applyAsLong(element);
            if (bytes > memoryLimit) {
                throw Refusal.memoryLimit("Sort", memoryLimit);
            }
        }
        List<Keyed<T>> result = new ArrayList<>(last);
        result.sort(order);
        return result.stream().map(Keyed::element).iterator();
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Keyed<T>(byte[] key, long arrival, T element) {}
}
