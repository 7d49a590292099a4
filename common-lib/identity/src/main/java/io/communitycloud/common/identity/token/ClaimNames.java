package io.communitycloud.common.identity.token;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;

/**
 * Reads a provider's claims under the names the platform uses.
 *
 * <p>A claim that is mapped is read from its source alone; one of the same name in the token is not ours then.
 */
final class ClaimNames implements Converter<Map<String, Object>, Map<String, Object>> {

    private static final List<String> OURS = List.of(
            "sub", "name", "roles", "area", "resident_id", "bureau", "facility_id", "firm_id", "team_id", "azp", "jti");

    private final MappedJwtClaimSetConverter typed = MappedJwtClaimSetConverter.withDefaults(Collections.emptyMap());
    private final Map<String, String> sources = new HashMap<>();

    /**
     * Names for one provider.
     *
     * @param sources our name to where the provider's claim stands, dots leading inside: {@code roles} to
     *     {@code realm_access.roles}; of our name only the letters count, as settings lose the rest
     * @throws IllegalArgumentException where we have no claim of that name
     */
    ClaimNames(Map<String, String> sources) {
        sources.forEach((name, source) -> this.sources.put(ours(name), source));
    }

    private static String ours(String name) {
        return OURS.stream()
                .filter(claim -> letters(claim).equals(letters(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cloud.identity.claims names \"" + name + "\", which is none of " + OURS));
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public Map<String, Object> convert(Map<String, Object> claims) {
        Map<String, Object> ours = new HashMap<>(claims);
        sources.forEach((name, source) -> {
            Object value = at(source, claims);
            if (value == null) {
                ours.remove(name);
            } else {
                ours.put(name, value);
            }
        });
        return typed.convert(ours);
    }

    /** What stands under the whole name, as namespaced claims contain dots themselves, or else inside. */
    private static @Nullable Object at(String source, Map<?, ?> claims) {
        Object whole = claims.get(source);
        int dot = source.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(source.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(source.substring(dot + 1), inner)
                : null;
    }
}
