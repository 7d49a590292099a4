package io.communitycloud.common.web.observability;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Finds the trace id of the present request, wherever in the container it is asked for. */
public final class TraceIds {

    /** The key under which the tracer puts the id into the logging context. */
    public static final String MDC_KEY = "traceId";

    private static final String ATTRIBUTE = TraceIds.class.getName();

    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceIds() {}

    /** The id the request has, one made up for it where no tracer gave it one. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String traced = MDC.get(MDC_KEY);
        String id = traced != null ? traced : fromHeader(request.getHeader("traceparent"));
        remember(request, id);
        return id;
    }

    private static void remember(ServletRequest request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }

    private static String fromHeader(@Nullable String traceParent) {
        if (traceParent != null) {
            var matcher = TRACE_PARENT.matcher(traceParent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
