package io.communitycloud.common.identity.access;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Unmasking;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Opens personal data by the law's row: the role must be named there and so must the stated purpose.
 *
 * <p>The city sees figures, not persons: its operators must name a case besides.
 */
public final class LawfulUnmasking implements Unmasking {

    private static final String CITY = "city-operator";

    private final AccessLaw law;

    public LawfulUnmasking(AccessLaw law) {
        this.law = law;
    }

    @Override
    public boolean permits(String operationId, Caller caller) {
        return permits(law.of(operationId).orElse(null), caller);
    }

    @Override
    public boolean permits(Caller caller) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object row =
                request == null ? null : request.getAttribute(AccessInterceptor.ROW, RequestAttributes.SCOPE_REQUEST);
        return permits(row instanceof Access access ? access : null, caller);
    }

    private static boolean permits(@Nullable Access row, Caller caller) {
        Access.Unmask unmask = row == null ? null : row.unmask();
        String purpose = caller.purpose();
        if (unmask == null || purpose == null || !unmask.purposes().contains(purpose)) {
            return false;
        }
        return caller.roles().stream()
                .filter(unmask.roles()::contains)
                .anyMatch(role -> !role.equals(CITY) || caller.caseNumber() != null);
    }
}
