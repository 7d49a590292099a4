package io.communitycloud.common.identity.access;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads who calls off the verified token and the purpose headers. */
public final class Callers {

    private static final Pattern CASE = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /**
     * The caller of a request.
     *
     * @throws Refused 403 where the token is no user's or system's of ours
     */
    public Caller of(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
            throw new Refused(AccessRefusal.FORBIDDEN);
        }
        String caseNumber = request.getHeader("X-Case");
        if (caseNumber != null && !CASE.matcher(caseNumber).matches()) {
            throw new InvalidRequest("invalid-parameter", List.of(FieldError.of("X-Case", "pattern")));
        }
        return of(token, request.getHeader("X-Purpose"), caseNumber);
    }

    /** The caller a token names, outside of any request. */
    public static Caller of(Jwt token, @Nullable String purpose, @Nullable String caseNumber) {
        String subject = token.getSubject() == null ? "" : token.getSubject();
        String name = token.getClaimAsString("name");
        List<String> roles = token.getClaimAsStringList("roles");
        String client = token.getClaimAsString("azp");
        return new Caller(
                subject,
                name == null ? subject : name,
                roles == null ? Set.of() : Set.copyOf(roles),
                token.getClaimAsString("area"),
                token.getClaimAsString("resident_id"),
                token.getClaimAsString("bureau"),
                token.getClaimAsString("facility_id"),
                token.getClaimAsString("firm_id"),
                token.getClaimAsString("team_id"),
                purpose,
                caseNumber,
                (client == null ? "" : client) + "|" + subject);
    }
}
