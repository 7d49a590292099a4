package io.communitycloud.store.index;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.query.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Works out the entries a document has in an index: one, or one per element of an array on an indexed path.
 *
 * <p>An entry is the encoded values, inverted where the field descends, without the document's own key.
 */
public final class EntryBuilder {

    private final List<IndexField> fields;
    private final boolean sparse;

    public EntryBuilder(List<IndexField> fields, boolean sparse) {
        this.fields = fields;
        this.sparse = sparse;
    }

    /** The entries, each once, in order. */
    public List<byte[]> entries(Document document) {
        return entries(document, null);
    }

    /** The entries; fields whose path led through an array are added to the set. */
    public List<byte[]> entries(Document document, @Nullable BitSet arrays) {
        int count = fields.size();
        @Nullable Object[] values = new @Nullable Object[count];
        int[] depths = new int[count];
        boolean simple = true;
        boolean present = false;
        int onlyArray = -1;
        for (int i = 0; i < count; i++) {
            Path path = fields.get(i).path();
            Object value = document;
            int depth = 0;
            while (depth < path.length() && value instanceof Document current) {
                value = current.getOrMissing(path.part(depth));
                depth++;
            }
            if (value instanceof List<?> list) {
                boolean plain = simple && depth == path.length() && !list.isEmpty();
                onlyArray = plain ? i : -1;
                simple = false;
            } else if (depth < path.length()) {
                value = Missing.getInstance();
                depth = path.length();
            }
            present |= !(value instanceof Missing);
            values[i] = value;
            depths[i] = depth;
        }
        if (sparse && !present) {
            return List.of();
        }
        if (simple) {
            return List.of(entry(values));
        }
        TreeSet<byte[]> result = new TreeSet<>(Arrays::compareUnsigned);
        if (onlyArray >= 0 && values[onlyArray] instanceof List<?> list) {
            if (arrays != null) {
                arrays.set(onlyArray);
            }
            eachElement(values, onlyArray, list, result);
            return new ArrayList<>(result);
        }
        expand(values, depths, arrays, result);
        return new ArrayList<>(result);
    }

    /** The frequent case: one array, of plain values at the end of its path. */
    private void eachElement(@Nullable Object[] values, int field, List<?> list, Set<byte[]> result) {
        byte[][] parts = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            if (i != field) {
                parts[i] = encoded(i, values[i]);
            }
        }
        for (Object element : list) {
            parts[field] = encoded(field, element);
            boolean ignored = result.add(joined(parts));
        }
    }

    /** Replaces the first array met by each of its elements, for every field that goes through that same array. */
    @SuppressWarnings("ReferenceEquality") // One and the same array, not an equal one.
    private void expand(@Nullable Object[] values, int[] depths, @Nullable BitSet arrays, Set<byte[]> result) {
        @Nullable List<?> array = null;
        String arrayField = "";
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof List<?> list && depths[i] >= 0 && !isPositional(i, depths[i])) {
                if (array == null) {
                    array = list;
                    arrayField = fields.get(i).name();
                } else if (array != list) {
                    throw new CannotIndexParallelArraysError(
                            List.of(fields.get(i).name(), arrayField));
                }
            }
        }
        if (array == null) {
            if (advancePositional(values, depths)) {
                expand(values, depths, arrays, result);
            } else {
                result.add(entry(values));
            }
            return;
        }
        List<@Nullable Object> elements = new ArrayList<>(array);
        boolean empty = elements.isEmpty();
        if (empty) {
            elements.add(null);
        }
        for (Object element : elements) {
            @Nullable Object[] next = values.clone();
            int[] nextDepths = depths.clone();
            for (int i = 0; i < values.length; i++) {
                if (values[i] == array && depths[i] >= 0 && !isPositional(i, depths[i])) {
                    if (arrays != null) {
                        arrays.set(i);
                    }
                    descend(i, empty, element, next, nextDepths);
                }
            }
            expand(next, nextDepths, arrays, result);
        }
    }

    /** A depth of -1 marks a value that is final although it may be an array itself. */
    private void descend(int field, boolean empty, @Nullable Object element, @Nullable Object[] values, int[] depths) {
        Path path = fields.get(field).path();
        int depth = depths[field];
        if (depth == path.length()) {
            values[field] = empty ? EmptyArray.INSTANCE : element;
            depths[field] = -1;
            return;
        }
        Object value = element;
        while (depth < path.length() && value instanceof Document current) {
            value = current.getOrMissing(path.part(depth));
            depth++;
        }
        if (depth < path.length() && !(value instanceof List<?> && depth > depths[field])) {
            value = Missing.getInstance();
            depth = -1;
        } else if (!(value instanceof List<?>)) {
            depth = -1;
        }
        values[field] = value;
        depths[field] = depth;
    }

    /** Whether the path goes on into one position of the array instead of into all its elements. */
    private boolean isPositional(int field, int depth) {
        Path path = fields.get(field).path();
        return depth < path.length() && Path.position(path.part(depth)) >= 0;
    }

    private boolean advancePositional(@Nullable Object[] values, int[] depths) {
        boolean advanced = false;
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof List<?> list && depths[i] >= 0 && isPositional(i, depths[i])) {
                Path path = fields.get(i).path();
                int position = Path.position(path.part(depths[i]));
                Object value = position < list.size() ? list.get(position) : Missing.getInstance();
                int depth = depths[i] + 1;
                while (depth < path.length() && value instanceof Document current) {
                    value = current.getOrMissing(path.part(depth));
                    depth++;
                }
                if (!(value instanceof List<?>)) {
                    value = depth < path.length() ? Missing.getInstance() : value;
                    depth = -1;
                }
                values[i] = value;
                depths[i] = depth;
                advanced = true;
            }
        }
        return advanced;
    }

    private byte[] entry(@Nullable Object[] values) {
        if (values.length == 1) {
            return encoded(0, values[0]);
        }
        byte[][] parts = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            parts[i] = encoded(i, values[i]);
        }
        return joined(parts);
    }

    private static byte[] joined(byte[][] parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] result = new byte[length];
        int position = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, result, position, part.length);
            position += part.length;
        }
        return result;
    }

    private byte[] encoded(int field, @Nullable Object value) {
        byte[] key = value == EmptyArray.INSTANCE ? Keys.undefined() : Keys.of(value);
        return fields.get(field).ascending() ? key : Keys.inverted(key);
    }

    /** Stands for the missing element of an empty array. */
    private enum EmptyArray {
        INSTANCE
    }
}
