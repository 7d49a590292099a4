package io.communitycloud.common.web;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why the domain says no: a value with a stable code, never an exception of its own.
 *
 * <p>Title and detail are looked up as {@code problem.<code>.title} and {@code problem.<code>.detail} in the
 * {@code i18n/problems} bundle of the module that defines the refusal; {@code {name}} in a message is replaced by the
 * argument of that name.
 */
public interface Refusal {

    /** The stable kebab-case code, part of the API: {@code already-registered}. */
    String code();

    /** What kind of no it is; decides the HTTP status. */
    Kind kind();

    /** Values for the message; never personal data. */
    default Map<String, Object> arguments() {
        return Map.of();
    }

    /** The JSON pointer of the member of the request that caused the refusal, where one did. */
    default @Nullable String pointer() {
        return null;
    }

    /** The kinds of refusal a caller can react to differently. */
    enum Kind {
        /** The request contradicts the present state; 409. */
        CONFLICT(409),
        /** A rule of the domain says no whatever the state; 422. */
        RULE(422),
        /** There is no such thing within the caller's scope; 404. */
        NOT_FOUND(404),
        /** Who sent the request is not proven, for what it is signed with does not hold; 401. */
        UNAUTHENTICATED(401),
        /** The caller may not do this; 403. */
        FORBIDDEN(403),
        /** The request cannot be understood; 400. */
        MALFORMED(400),
        /** The caller has had its share for now; 429, worth a retry. */
        TOO_MANY(429),
        /** A part the request needs does not answer at present; 503, worth a retry. */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status of this kind. */
        public int status() {
            return status;
        }

        /** Whether the same request may succeed later without being changed. */
        public boolean retriable() {
            return this == UNAVAILABLE || this == TOO_MANY;
        }
    }

    /** A refusal that needs neither arguments nor a pointer. */
    static Refusal of(String code, Kind kind) {
        return new Plain(code, kind, null, Map.of());
    }

    /** The same refusal, caused by a member of the request. */
    default Refusal at(String member) {
        return new Plain(code(), kind(), member, arguments());
    }

    /** The same refusal with one more value for the message; never personal data. */
    default Refusal with(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(arguments());
        more.put(name, value);
        return new Plain(code(), kind(), pointer(), Map.copyOf(more));
    }

    /** A refusal that is nothing but what it says. */
    record Plain(String code, Kind kind, @Nullable String pointer, Map<String, Object> arguments) implements Refusal {}
}
