package io.communitycloud.common.events.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A list that may be asked for: the fields it is narrowed by and the order it comes in, with the one index that serves
 * both.
 *
 * <p>Every listing starts with the scope, so its index is {@code {scope, filters…, sort, _id}}: pages far down the list
 * cost what the first one costs. A service declares its listings once; whatever is not declared cannot be asked.
 *
 * @param filters the fields narrowed by equality, in index order
 * @param sort the field it is ordered by before {@code _id}, or null where the order of ids (age) is all; every document
 *     has it, as text, number or time
 * @param descending whether the order is from the greatest down
 */
public record Listing(List<String> filters, @Nullable String sort, boolean descending) {

    public Listing {
        filters = List.copyOf(filters);
    }

    /** Newest first, since ids sort by the time they were made. */
    public static Listing newestFirst(String... filters) {
        return new Listing(List.of(filters), null, true);
    }

    /** Oldest first, since ids sort by the time they were made. */
    public static Listing oldestFirst(String... filters) {
        return new Listing(List.of(filters), null, false);
    }

    /** Ordered by a field, smallest first. */
    public static Listing sortedBy(String field, String... filters) {
        return new Listing(List.of(filters), field, false);
    }

    /** The keys of the index that serves this listing. */
    public Document index() {
        Document keys = new Document("scope", 1);
        filters.forEach(filter -> keys.append(filter, 1));
        List<String> order = new ArrayList<>();
        if (sort != null) {
            order.add(sort);
        }
        order.add("_id");
        order.forEach(field -> keys.append(field, direction()));
        return keys;
    }

    /** Tells this listing's cursors from those of others. */
    String signature() {
        CRC32 checksum = new CRC32();
        checksum.update(index().toJson().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }

    /** The order of the list as MongoDB states it. */
    Document order() {
        Document order = new Document();
        if (sort != null) {
            order.append(sort, direction());
        }
        return order.append("_id", direction());
    }

    int direction() {
        return descending ? -1 : 1;
    }
}
