package io.communitycloud.edge.forward;

import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Header fields that concern one connection only (RFC 9110, 7.6.1) and are never passed on. */
final class HopByHop {

    private static final Set<String> ALWAYS = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private HopByHop() {}

    static boolean names(String lowerCaseName) {
        return ALWAYS.contains(lowerCaseName);
    }

    /** Those the sender itself named in {@code Connection}. */
    static Set<String> namedBy(Enumeration<String> connection) {
        if (!connection.hasMoreElements()) {
            return Set.of();
        }
        Set<String> named = new HashSet<>();
        connection.asIterator().forEachRemaining(value -> collect(value, named));
        return named;
    }

    static Set<String> namedBy(List<String> connection) {
        if (connection.isEmpty()) {
            return Set.of();
        }
        Set<String> named = new HashSet<>();
        connection.forEach(value -> collect(value, named));
        return named;
    }

    private static void collect(String value, Set<String> named) {
        for (String each : value.split(",", -1)) {
            String name = each.strip().toLowerCase(Locale.ROOT);
            // Most connections say only this; and nobody may have the edge take off what guards the service.
            if (!name.isEmpty() && !name.equals("keep-alive") && !name.equals("close") && !END_TO_END.contains(name)) {
                named.add(name);
            }
        }
    }

    /** What a caller cannot have removed by naming it in {@code Connection}. */
    private static final Set<String> END_TO_END = Set.of(
            "authorization", "if-match", "idempotency-key", "x-purpose", "x-case", "content-type", "accept-language");
}
