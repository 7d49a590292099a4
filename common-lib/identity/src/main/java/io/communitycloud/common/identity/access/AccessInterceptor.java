package io.communitycloud.common.identity.access;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Purposes;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every call to the law before its handler sees it. */
public final class AccessInterceptor implements HandlerInterceptor {

    /** The request attribute that holds the operation's row. */
    static final String ROW = AccessInterceptor.class.getName() + ".row";

    private static final Logger LOG = LoggerFactory.getLogger(AccessInterceptor.class);

    private final AccessLaw law;
    private final Callers callers;

    public AccessInterceptor(AccessLaw law, Callers callers) {
        this.law = law;
        this.callers = callers;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String operation = Operations.idOf(handler);
        if (operation == null) {
            return true;
        }
        Access row = law.of(operation).orElseThrow(() -> {
            LOG.error("{} has no row in the access law, so nobody may call it", operation);
            return new Refused(AccessRefusal.FORBIDDEN);
        });
        if (row.roles().contains(AccessLaw.SIGNED)) {
            request.setAttribute(ROW, row);
            return true;
        }
        Caller caller = callers.of(request);
        if (!row.roles().contains(AccessLaw.ANYONE) && !caller.hasAny(row.roles())) {
            throw new Refused(AccessRefusal.FORBIDDEN);
        }
        String purpose = caller.purpose();
        if (purpose != null && !Purposes.CODES.contains(purpose)) {
            throw new InvalidRequest("invalid-parameter", List.of(FieldError.of("X-Purpose", "unknown-code")));
        }
        if (!row.purposes().isEmpty() && (purpose == null || !row.purposes().contains(purpose))) {
            throw new Refused(AccessRefusal.PURPOSE_REQUIRED);
        }
        request.setAttribute(ROW, row);
        return true;
    }
}
