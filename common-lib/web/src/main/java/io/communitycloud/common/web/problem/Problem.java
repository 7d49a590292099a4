package io.communitycloud.common.web.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457 problem details with the members every problem of the platform has.
 *
 * @param type {@code /problems/<code>}, a page the edge serves
 * @param instance path of the request
 * @param traceId W3C trace id, the same as in logs and event headers
 * @param retriable whether the same request may succeed later without being changed
 * @param errors the offending members, empty where the problem is not about members
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String traceId,
        boolean retriable,
        List<Entry> errors) {

    public Problem {
        errors = List.copyOf(errors);
    }

    /** One offending member of the request. */
    public record Entry(
            String pointer, String code, @Nullable String message) {}
}
