package io.communitycloud.edge.problem;

import io.communitycloud.common.web.problem.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the edge itself refuses or reports; everything else is a service's word. */
public final class EdgeProblem {

    /** The rest of what came with an unknown method is not looked at. */
    public static final Failure METHOD_NOT_ALLOWED = new Failure(
            405,
            "method-not-allowed",
            false,
            Map.of(),
            List.of(),
            Map.of("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", "Connection", "close"));

    /** A path or query that two servers could read differently. */
    public static final Failure AMBIGUOUS_ADDRESS = Failure.of(400, "ambiguous-address");

    /** A body whose end two servers could see at different places. */
    public static final Failure AMBIGUOUS_BODY =
            Failure.of(400, "ambiguous-body").withHeader("Connection", "close");

    /** A body that broke off, or a header field nobody may pass on. */
    public static final Failure MALFORMED_REQUEST = Failure.of(400, "malformed-request");

    public static final Failure UNAUTHORIZED = Failure.of(401, "unauthorized").withHeader("WWW-Authenticate", "Bearer");

    public static final Failure TOKEN_REFUSED =
            Failure.of(401, "unauthorized").withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");

    public static final Failure NOT_FOUND = Failure.of(404, "not-found");

    public static final Failure UPSTREAM_TIMEOUT = Failure.of(504, "upstream-timeout");

    private EdgeProblem() {}

    public static Failure unavailable(Duration retryAfter) {
        return Failure.of(503, "unavailable").withHeader("Retry-After", wholeSeconds(retryAfter));
    }

    public static Failure tooManyRequests(Duration retryAfter) {
        return Failure.of(429, "too-many-requests").withHeader("Retry-After", wholeSeconds(retryAfter));
    }

    /**
     * The body is longer than its route allows; the rest of it is not read, so the connection ends.
     *
     * @param limit in bytes
     */
    public static Failure bodyTooLarge(long limit) {
        return new Failure(
                413, "body-too-large", false, Map.of("limit", limit), List.of(), Map.of("Connection", "close"));
    }

    /** Rounded up, so that a caller who obeys is not early. */
    private static String wholeSeconds(Duration duration) {
        return String.valueOf(Math.max(1, Math.ceilDiv(duration.toMillis(), 1000)));
    }
}
