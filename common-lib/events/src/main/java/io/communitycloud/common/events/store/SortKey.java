package io.communitycloud.common.events.store;

import io.communitycloud.common.web.InvalidRequest;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** The value of a sort field as it travels in a cursor: its kind, then its text, so that it comes back as it was. */
final class SortKey {

    private SortKey() {}

    /**
     * Writes a stored value.
     *
     * @throws IllegalStateException where a document lacks the field its listing is sorted by, or has it in another kind
     */
    static String write(String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a list is sorted by " + field + ", which a document lacks");
        }
        return switch (value) {
            case String text -> "s" + text;
            case Date time -> "t" + time.toInstant().toEpochMilli();
            case Integer number -> "n" + number;
            case Long number -> "n" + number;
            default ->
                throw new IllegalStateException(
                        field + " is " + value.getClass().getSimpleName() + ", by which no list is sorted");
        };
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidRequest for anything else
     */
    static Object read(String key) {
        String value = key.isEmpty() ? "" : key.substring(1);
        try {
            return switch (key.isEmpty() ? ' ' : key.charAt(0)) {
                case 's' -> value;
                case 't' -> Date.from(Instant.ofEpochMilli(Long.parseLong(value)));
                case 'n' -> Long.parseLong(value);
                default -> throw InvalidRequest.parameter("cursor", "not-a-cursor");
            };
        } catch (NumberFormatException notANumber) {
            throw InvalidRequest.parameter("cursor", "not-a-cursor");
        }
    }
}
