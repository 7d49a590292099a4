package io.communitycloud.store.index;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.query.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was asked of an index when it was created. */
public record IndexDefinition(
        String name,
        List<IndexField> fields,
        boolean unique,
        boolean sparse,
        @Nullable Long expireAfterSeconds) {

    public static IndexDefinition read(Document description) {
        List<IndexField> fields = new ArrayList<>();
        for (Map.Entry<String, Object> entry : ((Document) Objects.requireNonNull(description.get("key"))).entrySet()) {
            fields.add(new IndexField(new Path(entry.getKey()), ((Number) entry.getValue()).doubleValue() > 0));
        }
        return new IndexDefinition(
                (String) Objects.requireNonNull(description.get("name")),
                List.copyOf(fields),
                Boolean.TRUE.equals(description.get("unique")),
                Boolean.TRUE.equals(description.get("sparse")),
                description.get("expireAfterSeconds") instanceof Number seconds ? (Long) seconds.longValue() : null);
    }

    /** As {@code listIndexes} shows it. */
    public Document describe() {
        Document description = new Document("v", 2);
        description.put("key", keyPattern());
        description.put("name", name);
        if (unique) {
            description.put("unique", true);
        }
        if (sparse) {
            description.put("sparse", true);
        }
        if (expireAfterSeconds != null) {
            description.put("expireAfterSeconds", expireAfterSeconds);
        }
        return description;
    }

    public Document keyPattern() {
        Document key = new Document();
        for (IndexField field : fields) {
            key.put(field.name(), field.ascending() ? 1 : -1);
        }
        return key;
    }

    public boolean sameKey(IndexDefinition other) {
        return fields.size() == other.fields.size()
                && List.copyOf(keyPattern().entrySet())
                        .equals(List.copyOf(other.keyPattern().entrySet()));
    }

    public boolean sameOptions(IndexDefinition other) {
        return unique == other.unique
                && sparse == other.sparse
                && Objects.equals(expireAfterSeconds, other.expireAfterSeconds);
    }
}
