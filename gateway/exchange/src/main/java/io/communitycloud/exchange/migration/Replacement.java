package io.communitycloud.exchange.migration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Method and path of a successor, with {@code {name}} for any one step. */
record Replacement(String method, Pattern path) {

    private static final Map<String, Replacement> KNOWN = new ConcurrentHashMap<>();

    /** @param text {@code GET /api/v1/residents/{id}} */
    static Replacement of(String text) {
        return KNOWN.computeIfAbsent(text, Replacement::read);
    }

    private static Replacement read(String text) {
        String[] parts = text.split(" ", 2);
        StringBuilder pattern = new StringBuilder();
        for (String step : parts[1].substring(1).split("/", -1)) {
            pattern.append('/').append(step.startsWith("{") ? "[^/]+" : Pattern.quote(step));
        }
        return new Replacement(parts[0], Pattern.compile(pattern.toString()));
    }

    boolean isMeantBy(String calledMethod, String calledPath) {
        return method.equals(calledMethod) && path.matcher(calledPath).matches();
    }
}
