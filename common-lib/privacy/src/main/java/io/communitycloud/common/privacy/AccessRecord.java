package io.communitycloud.common.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One look at personal data in clear: who, when, why, at whose, and which fields.
 *
 * @param id ULID; appending the same id twice has one effect
 * @param subject the caller's token subject
 * @param name the caller's name as her token gives it, so that a resident reads a name and not an account
 * @param purpose the stated purpose of use
 * @param caseNumber the stated case; {@code case} on the wire
 * @param operation the operation's id in the access law
 * @param resourceType what was read, such as {@code resident}
 * @param resourceIds at most 200
 * @param area 12-digit code of the committee whose people were read; the record's key
 * @param fields the members that were shown in clear, sorted
 */
public record AccessRecord(
        String id,
        Instant at,
        String subject,
        String name,
        Set<String> roles,
        @Nullable String purpose,
        @JsonProperty("case") @Nullable String caseNumber,
        String operation,
        String resourceType,
        List<String> resourceIds,
        String area,
        Set<String> fields,
        @Nullable String traceId) {

    /** More ids than this are spread over several records. */
    public static final int MOST_RESOURCES = 200;

    public AccessRecord {
        // Sorted: the hash chain is made over the text of the record.
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
        fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
        resourceIds = List.copyOf(resourceIds);
        if (resourceIds.isEmpty() || resourceIds.size() > MOST_RESOURCES) {
            throw new IllegalArgumentException("A record names 1 to " + MOST_RESOURCES + " resources");
        }
    }
}
