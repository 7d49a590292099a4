package io.communitycloud.store.query;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A dotted field path, walked through documents and arrays as MongoDB walks it. */
public final class Path {

    private final String name;
    private final String[] parts;

    public Path(String name) {
        this.name = name;
        this.parts = name.split("\\.", -1);
    }

    public String name() {
        return name;
    }

    public int length() {
        return parts.length;
    }

    public String part(int index) {
        return parts[index];
    }

    /** Whether anything the path leads to satisfies the test; an end that is not there is {@link Missing}. */
    public boolean anyMatch(@Nullable Object value, Predicate<@Nullable Object> test) {
        return anyMatch(value, 0, test);
    }

    private boolean anyMatch(@Nullable Object value, int index, Predicate<@Nullable Object> test) {
        if (index == parts.length) {
            return test.test(value);
        }
        String part = parts[index];
        return switch (value) {
            case Document document -> anyMatch(document.getOrMissing(part), index + 1, test);
            case List<?> list -> anyElementMatch(list, index, test);
            case null, default -> test.test(Missing.getInstance());
        };
    }

    private boolean anyElementMatch(List<?> list, int index, Predicate<@Nullable Object> test) {
        int position = position(parts[index]);
        if (position >= 0 && position < list.size() && anyMatch(list.get(position), index + 1, test)) {
            return true;
        }
        for (Object element : list) {
            if (element instanceof Document && anyMatch(element, index, test)) {
                return true;
            }
        }
        return false;
    }

    /** The array position a path part stands for, or -1. */
    public static int position(String part) {
        if (part.isEmpty() || part.length() > 7) {
            return -1;
        }
        int result = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            result = result * 10 + (c - '0');
        }
        return result;
    }

    @Override
    public String toString() {
        return name;
    }
}
