package io.communitycloud.common.web.argument;

import io.communitycloud.common.web.ClientNames;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.limit.LimitedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header-07) and fingerprints the body. */
final class IdempotencyKeyArgument implements HandlerMethodArgumentResolver {

    static final String HEADER = "Idempotency-Key";

    private static final int MAXIMUM_LENGTH = 255;

    private final ClientNames client;

    IdempotencyKeyArgument(ClientNames client) {
        this.client = client;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotencyKey.class;
    }

    @Override
    public @Nullable IdempotencyKey resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        String[] headers = request.getHeaderValues(HEADER);
        if (headers == null || headers.length == 0) {
            return null;
        }
        if (headers.length > 1) {
            throw invalid();
        }
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        LimitedRequest limited = servlet == null ? null : LimitedRequest.of(servlet);
        if (servlet == null || limited == null) {
            throw new IllegalStateException("The request limit filter must run before any handler");
        }
        return new IdempotencyKey(
                client.of(servlet), route(servlet), parse(headers[0]), fingerprint(limited.content()));
    }

    static String parse(String header) {
        String text = header.strip();
        String key = text.startsWith("\"") ? unquote(text) : text;
        if (key.isEmpty() || key.length() > MAXIMUM_LENGTH || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw invalid();
        }
        return key;
    }

    /** A string of RFC 9651: only the quote and the backslash are escaped. */
    private static String unquote(String text) {
        var key = new StringBuilder();
        int last = text.length() - 1;
        if (last < 1 || text.charAt(last) != '"') {
            throw invalid();
        }
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                throw invalid();
            }
            if (c == '\\') {
                i++;
                if (i == last || (text.charAt(i) != '"' && text.charAt(i) != '\\')) {
                    throw invalid();
                }
                c = text.charAt(i);
            }
            key.append(c);
        }
        return key.toString();
    }

    private static String route(HttpServletRequest request) {
        // The path itself, not its pattern: the same key for acts on two things is two promises.
        return request.getMethod() + " " + request.getRequestURI();
    }

    private static String fingerprint(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static InvalidRequest invalid() {
        return new InvalidRequest("idempotency-key-invalid", List.of(FieldError.of(HEADER, "not-a-key")));
    }
}
