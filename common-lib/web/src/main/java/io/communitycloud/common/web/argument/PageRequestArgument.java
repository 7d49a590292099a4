package io.communitycloud.common.web.argument;

import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code ?limit=&cursor=}. */
final class PageRequestArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String limit = request.getParameter("limit");
        String cursor = request.getParameter("cursor");
        return new PageRequest(
                limit == null ? PageRequest.DEFAULT_LIMIT : number(limit),
                cursor == null ? null : Cursor.decode(cursor));
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw InvalidRequest.parameter("limit", "wrong-type");
        }
        return Integer.parseInt(text);
    }
}
