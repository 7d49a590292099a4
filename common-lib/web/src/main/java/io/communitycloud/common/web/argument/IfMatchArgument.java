package io.communitycloud.common.web.argument;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.PreconditionRequired;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the version out of {@code If-Match}. */
final class IfMatchArgument implements HandlerMethodArgumentResolver {

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
        if (headers == null || headers.length == 0) {
            throw new PreconditionRequired();
        }
        var tag = TAG.matcher(headers[0].strip());
        if (headers.length > 1 || !tag.matches()) {
            throw new InvalidRequest(
                    "invalid-parameter", List.of(FieldError.of(HttpHeaders.IF_MATCH, "not-an-entity-tag")));
        }
        return new IfMatch(Long.parseLong(tag.group(1)));
    }
}
