package io.communitycloud.common.web.argument;

import io.communitycloud.common.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Adds the RFC 8288 {@code Link} header to every page: self, first and, where there is more, next. */
@RestControllerAdvice
public final class PageLinks implements ResponseBodyAdvice<Object> {

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        ResolvableType type = ResolvableType.forMethodParameter(returned);
        return Page.class.isAssignableFrom(type.toClass())
                || Page.class.isAssignableFrom(type.getGeneric(0).toClass());
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType mediaType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Page<?> page && request instanceof ServletServerHttpRequest servlet) {
            var here = ServletUriComponentsBuilder.fromRequest(servlet.getServletRequest());
            var links = new StringBuilder();
            append(links, here.build(true).toUriString(), "self");
            append(links, at(here, null), "first");
            if (page.next() != null) {
                append(links, at(here, page.next()), "next");
            }
            response.getHeaders().add(HttpHeaders.LINK, links.toString());
        }
        return body;
    }

    private static String at(ServletUriComponentsBuilder here, @Nullable String cursor) {
        var there = here.cloneBuilder().replaceQueryParam("cursor");
        if (cursor != null) {
            there.queryParam("cursor", cursor);
        }
        return there.build(true).toUriString();
    }

    private static void append(StringBuilder links, String uri, String relation) {
        if (!links.isEmpty()) {
            links.append(", ");
        }
        links.append('<').append(uri).append(">; rel=\"").append(relation).append('"');
    }
}
