package io.communitycloud.common.identity;

import java.util.regex.Pattern;

/**
 * What part of the data a call may touch; every repository method takes one.
 *
 * <p>Each document carries {@code scope}, the array of the keys it is visible under: the codes of its area's ancestors
 * and its own, and where they apply keys such as {@code resident:01J...} or {@code facility:01J...}. A scope is one key,
 * so that a scoped query is one equality and one index serves it.
 */
public final class Scope {

    /** Areas are 12-digit statistical division codes. */
    private static final Pattern AREA = Pattern.compile("[0-9]{12}");

    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]*");

    private static final Scope EVERYTHING = new Scope("*");

    private final String key;

    private Scope(String key) {
        this.key = key;
    }

    /** All of an area and below. */
    public static Scope area(String code) {
        if (!AREA.matcher(code).matches()) {
            throw new IllegalArgumentException("An area code has 12 digits: " + code);
        }
        return new Scope(code);
    }

    /** What belongs to one resident, household, facility, team, firm or bureau. */
    public static Scope of(String kind, String id) {
        if (!KIND.matcher(kind).matches() || id.isBlank()) {
            throw new IllegalArgumentException("Not a scope: " + kind + ":" + id);
        }
        return new Scope(kind + ":" + id);
    }

    /** No bound at all; for named system principals such as the relay and republishing, never for a caller. */
    public static Scope everything() {
        return EVERYTHING;
    }

    /** The one value a document's {@code scope} must contain. */
    public String key() {
        return key;
    }

    public boolean isEverything() {
        return key.equals(EVERYTHING.key);
    }

    /** Whether a thing with these scope keys is visible here. */
    public boolean covers(Iterable<String> keys) {
        if (isEverything()) {
            return true;
        }
        for (String each : keys) {
            if (each.equals(key)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scope scope && scope.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "Scope[" + key + "]";
    }
}
