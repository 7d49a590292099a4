package io.communitycloud.store.query;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order asked for. */
public record Sort(List<Field> fields, @Nullable Boolean natural) {

    public static final Sort NONE = new Sort(List.of(), null);

    /** One field of the order. */
    public record Field(Path path, boolean ascending) {}

    public static Sort read(@Nullable Document order) {
        if (order == null || order.isEmpty()) {
            return NONE;
        }
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, Object> entry : order.entrySet()) {
            String name = entry.getKey();
            if (!(entry.getValue() instanceof Number direction)) {
                throw entry.getValue() instanceof Document
                        ? Refusal.notImplemented("sort by " + entry.getValue())
                        : Refusal.badValue("Illegal key in $sort specification: " + name + ": " + entry.getValue());
            }
            if (direction.doubleValue() != 1 && direction.doubleValue() != -1) {
                throw Refusal.badValue("$sort key ordering must be 1 (for ascending) or -1 (for descending)");
            }
            boolean ascending = direction.doubleValue() > 0;
            if (name.equals("$natural")) {
                return new Sort(List.of(), ascending);
            }
            if (name.isEmpty() || name.startsWith("$") || name.endsWith(".") || name.contains("..")) {
                throw Refusal.badValue("FieldPath '" + name + "' is not valid in a sort");
            }
            fields.add(new Field(new Path(name), ascending));
        }
        return new Sort(List.copyOf(fields), null);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** A key that orders documents as asked, compared unsigned; of an array its smallest or greatest element. */
    public byte[] key(Document document) {
        byte[] result = {};
        for (Field field : fields) {
            byte[] part = extreme(field, document);
            result = result.length == 0 ? part : Keys.concat(result, part);
        }
        return result;
    }

    private static byte[] extreme(Field field, Document document) {
        byte[][] best = new byte[1][];
        boolean matched = field.path().anyMatch(document, end -> {
            if (end instanceof Collection<?> values) {
                if (values.isEmpty()) {
                    offer(best, Keys.undefined(), field.ascending());
                }
                for (Object value : values) {
                    offer(best, Keys.of(value), field.ascending());
                }
            } else {
                offer(best, Keys.of(end), field.ascending());
            }
            return false;
        });
        byte[] key = matched || best[0] == null ? Keys.of(Missing.getInstance()) : best[0];
        return field.ascending() ? key : Keys.inverted(key);
    }

    private static void offer(byte[][] best, byte[] key, boolean ascending) {
        if (best[0] == null || (Arrays.compareUnsigned(key, best[0]) < 0) == ascending) {
            best[0] = key;
        }
    }
}
