package io.communitycloud.identityprovider.account;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who exists for demonstrations, made of what was asked for; the same wish always gives the same subject.
 *
 * @param role one of the platform's roles
 * @param area 12-digit code of the area the account works in, or null where its role has none
 * @param as tells apart several people of one role, or null for the first
 */
public record DemoAccount(
        DemoRole role,
        @Nullable String area,
        @Nullable String residentId,
        @Nullable String bureau,
        @Nullable String facilityId,
        @Nullable String firmId,
        @Nullable String teamId,
        @Nullable String as)
        implements Principal {

    private static final Pattern AREA = Pattern.compile("\\d{12}");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");

    public DemoAccount {
        if (area != null && !AREA.matcher(area).matches()) {
            throw new IllegalArgumentException("area is a 12-digit code");
        }
        Stream.of(residentId, bureau, facilityId, firmId, teamId, as).forEach(DemoAccount::requirePlain);
    }

    /** The account of a role, in the role's own place unless another is named. */
    static DemoAccount of(Wish wish) {
        DemoRole role = DemoRole.of(wish.role())
                .orElseThrow(() -> new IllegalArgumentException("role is not one of the platform's roles"));
        return new DemoAccount(
                role,
                Optional.ofNullable(blankToNull(wish.area())).orElse(role.area()),
                blankToNull(wish.residentId()),
                blankToNull(wish.bureau()),
                blankToNull(wish.facilityId()),
                blankToNull(wish.firmId()),
                blankToNull(wish.teamId()),
                blankToNull(wish.as()));
    }

    @Override
    public String getName() {
        StringBuilder subject = new StringBuilder("demo:").append(role.code());
        Stream.of(area, residentId, bureau, facilityId, firmId, teamId)
                .filter(part -> part != null)
                .forEach(part -> subject.append(':').append(part));
        if (as != null) {
            subject.append(":as=").append(as);
        }
        return subject.toString();
    }

    /** What a token says about the account beside its subject. */
    public Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("name", as == null ? role.title() : role.title() + "·" + as);
        claims.put("roles", List.of(role.code()));
        put(claims, "area", area);
        put(claims, "resident_id", residentId);
        put(claims, "bureau", bureau);
        put(claims, "facility_id", facilityId);
        put(claims, "firm_id", firmId);
        put(claims, "team_id", teamId);
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private static void requirePlain(@Nullable String value) {
        if (value != null && !PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("ids and names are up to 64 letters, digits, dots and dashes");
        }
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** What somebody asks for; absent parts are null or blank. */
    record Wish(
            String role,
            @Nullable String area,
            @Nullable String residentId,
            @Nullable String bureau,
            @Nullable String facilityId,
            @Nullable String firmId,
            @Nullable String teamId,
            @Nullable String as) {}
}
