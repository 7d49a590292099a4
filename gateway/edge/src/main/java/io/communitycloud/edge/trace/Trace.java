package io.communitycloud.edge.trace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one call: W3C Trace Context and the caller's request id.
 *
 * @param traceId 32 hexadecimal digits, the caller's where it sent a valid one
 * @param spanId 16 hexadecimal digits, the edge's own part of the trace
 * @param flags two hexadecimal digits, as the caller sent them
 * @param requestId the caller's where it is harmless, otherwise the trace id
 */
public record Trace(String traceId, String spanId, String flags, String requestId) {

    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** An invalid {@code traceparent} starts a new trace; it is never the caller's error (W3C Trace Context, 3.2). */
    static Trace begin(@Nullable String traceparent, @Nullable String requestId) {
        String traceId;
        String flags;
        if (traceparent != null && isValid(traceparent)) {
            traceId = traceparent.substring(3, 35);
            flags = traceparent.substring(53, 55);
        } else {
            traceId = hex() + hex();
            flags = "01";
        }
        return new Trace(
                traceId,
                hex(),
                flags,
                requestId != null && HARMLESS.matcher(requestId).matches() ? requestId : traceId);
    }

    /** The ids of a request that came through {@link Tracing}. */
    public static Trace of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Trace trace
                ? trace
                : begin(request.getHeader("traceparent"), request.getHeader("X-Request-Id"));
    }

    void attach(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The header for what the edge calls. */
    public String onward() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static boolean isValid(String traceparent) {
        // A later version may be longer; what we know of it stands at the same places.
        boolean known = traceparent.length() == 55 && traceparent.startsWith("00");
        boolean later = traceparent.length() > 55
                && traceparent.charAt(55) == '-'
                && !traceparent.startsWith("00")
                && !traceparent.startsWith("ff");
        return (known || later)
                && traceparent.charAt(2) == '-'
                && traceparent.charAt(35) == '-'
                && traceparent.charAt(52) == '-'
                && isHex(traceparent, 0, 2)
                && isHex(traceparent, 3, 35)
                && isHex(traceparent, 36, 52)
                && isHex(traceparent, 53, 55)
                && !traceparent.startsWith(NO_TRACE, 3)
                && !traceparent.startsWith(NO_SPAN, 36);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static String hex() {
        long random = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(random == 0 ? 1 : random);
    }
}
