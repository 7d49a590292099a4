package io.communitycloud.common.identity.access;

import io.communitycloud.common.identity.Access;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives handlers their {@link Caller} and {@link Scope}. */
public final class IdentityArguments implements HandlerMethodArgumentResolver {

    private final Callers callers;
    private final Scopes scopes;

    public IdentityArguments(Callers callers, Scopes scopes) {
        this.callers = callers;
        this.scopes = scopes;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class || parameter.getParameterType() == Scope.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not a servlet request");
        }
        Caller caller = callers.of(request);
        if (parameter.getParameterType() == Caller.class) {
            return caller;
        }
        if (!(request.getAttribute(AccessInterceptor.ROW) instanceof Access row)) {
            throw new Refused(AccessRefusal.FORBIDDEN);
        }
        return scopes.of(row, caller, request.getHeader("X-Scope-Area"));
    }
}
