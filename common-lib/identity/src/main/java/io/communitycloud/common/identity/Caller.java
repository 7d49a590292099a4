package io.communitycloud.common.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the present call and for what purpose; a controller argument.
 *
 * @param subject the token's subject, stable per person or system
 * @param name for display; never a key
 * @param area 12-digit code of the caller's own area
 * @param purpose code of the purpose stated in {@code X-Purpose}
 * @param caseNumber the case stated in {@code X-Case}
 * @param client client id and subject; scopes idempotency keys
 */
public record Caller(
        String subject,
        String name,
        Set<String> roles,
        @Nullable String area,
        @Nullable String residentId,
        @Nullable String bureau,
        @Nullable String facilityId,
        @Nullable String firmId,
        @Nullable String teamId,
        @Nullable String purpose,
        @Nullable String caseNumber,
        String client) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean has(String role) {
        return roles.contains(role);
    }

    public boolean hasAny(Set<String> wanted) {
        return wanted.stream().anyMatch(roles::contains);
    }
}
