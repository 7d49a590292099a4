package io.communitycloud.edge.identity;

import io.communitycloud.common.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The caller of a request, where its token was accepted. */
public final class Identified {

    private static final String ATTRIBUTE = Identified.class.getName();

    private Identified() {}

    static void as(Caller caller, HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    public static Optional<Caller> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    /** Whether a service's own principal calls. */
    public static boolean bySystem(HttpServletRequest request) {
        return of(request).filter(caller -> caller.has("system")).isPresent();
    }
}
