package io.communitycloud.common.events.store;

import org.bson.Document;

/**
 * An index that some query needs.
 *
 * @param keys field to direction, in order
 */
public record Index(Document keys, boolean unique, boolean sparse) {

    /** An index on fields, ascending. */
    public static Index on(String... fields) {
        Document keys = new Document();
        for (String field : fields) {
            keys.append(field, 1);
        }
        return new Index(keys, false, false);
    }

    /** An index on a field that most documents lack. */
    public static Index sparse(String field) {
        return new Index(new Document(field, 1), false, true);
    }
}
