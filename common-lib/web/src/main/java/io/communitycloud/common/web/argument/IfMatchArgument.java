package io.communitycloud.common.web.argument;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.PreconditionRequired;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Reads the version out of {@code If-Match}.
 *
 * <p>As an interceptor it does so before the body is read: whoever forgot the version learns that first.
 */
final class IfMatchArgument implements HandlerMethodArgumentResolver, HandlerInterceptor {

    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})-[a-z0-9-]{1,40}\"");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IfMatch.class;
    }

    @Override
    public IfMatch resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String[] headers = request.getHeaderValues(HttpHeaders.IF_MATCH);
        return read(headers == null ? List.of() : List.of(headers));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            for (MethodParameter parameter : method.getMethodParameters()) {
                if (supportsParameter(parameter)) {
                    IfMatch _ = read(Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
                }
            }
        }
        return true;
    }

    private static IfMatch read(List<String> headers) {
        if (headers.isEmpty()) {
            throw new PreconditionRequired();
        }
        var tag = TAG.matcher(headers.getFirst().strip());
        if (headers.size() > 1 || !tag.matches()) {
            throw new InvalidRequest(
                    "invalid-parameter", List.of(FieldError.of(HttpHeaders.IF_MATCH, "not-an-entity-tag")));
        }
        return new IfMatch(Long.parseLong(tag.group(1)));
    }
}
