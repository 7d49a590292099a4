package io.communitycloud.common.web.limit;

import io.communitycloud.common.web.BodyLimit;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds a request to what its handler declares: the size of the body and the names of the query parameters. */
public final class HandlerLimits implements HandlerInterceptor {

    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

    private final long defaultLimit;
    private final Predicate<MethodParameter> resolvedOtherwise;
    private final Map<Method, Declared> declared = new ConcurrentHashMap<>();

    /**
     * @param resolvedOtherwise whether a handler's argument comes from somewhere else than the query, such as a token
     */
    public HandlerLimits(long defaultLimit, Predicate<MethodParameter> resolvedOtherwise) {
        this.defaultLimit = defaultLimit;
        this.resolvedOtherwise = resolvedOtherwise;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException, IOException {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith("io.communitycloud.")) {
            return true;
        }
        Declared limits = declared.computeIfAbsent(method.getMethod(), _ -> declaredBy(method));
        LimitedRequest limited = LimitedRequest.of(request);
        if (limited != null) {
            limited.accept(limits.bodyLimit());
            if (request.getHeader("Idempotency-Key") != null) {
                // Its fingerprint is taken of the bytes, which are gone once the handler's body argument is read.
                limited.content();
            }
        }
        if (limits.answersJson() && !acceptsJson(request)) {
            throw new HttpMediaTypeNotAcceptableException(JSON);
        }
        String query = request.getQueryString();
        if (query != null && !limits.anyParameter()) {
            check(query, limits.parameters());
        }
        return true;
    }

    /** Asked before the handler runs: a change must not be made and then not be told. */
    private static boolean acceptsJson(HttpServletRequest request) {
        List<String> accepts = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
        if (accepts.isEmpty()) {
            return true;
        }
        try {
            return MediaType.parseMediaTypes(accepts).stream()
                    .anyMatch(accepted -> JSON.stream().anyMatch(accepted::isCompatibleWith));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static void check(String query, Map<String, Boolean> parameters) {
        Set<String> seen = new HashSet<>();
        List<FieldError> unknown = new ArrayList<>();
        List<FieldError> repeated = new ArrayList<>();
        for (String pair : StringUtils.tokenizeToStringArray(query, "&")) {
            int equals = pair.indexOf('=');
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
            Boolean many = parameters.get(name);
            if (many == null) {
                unknown.add(FieldError.of("?" + name, "unknown-parameter"));
            } else if (!seen.add(name) && !many) {
                repeated.add(FieldError.of("?" + name, "repeated"));
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidRequest("unknown-parameter", unknown);
        }
        if (!repeated.isEmpty()) {
            throw new InvalidRequest("invalid-parameter", repeated);
        }
    }

    private Declared declaredBy(HandlerMethod method) {
        BodyLimit annotation = method.getMethodAnnotation(BodyLimit.class);
        long bodyLimit = annotation == null
                ? defaultLimit
                : DataSize.parse(annotation.value()).toBytes();
        Map<String, Boolean> names = new HashMap<>();
        boolean any = false;
        for (MethodParameter parameter : method.getMethodParameters()) {
            Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                if (Map.class.isAssignableFrom(type) && named.name().isEmpty()) {
                    any = true;
                } else {
                    names.put(nameOf(parameter, named.name()), isMany(type));
                }
            } else if (type == PageRequest.class) {
                names.put("limit", false);
                names.put("cursor", false);
            } else if (isQueryObject(parameter, type)) {
                addComponents(type, names);
            } else if (isUnannotated(parameter) && BeanUtils.isSimpleProperty(type)) {
                names.put(nameOf(parameter, ""), isMany(type));
            }
        }
        return new Declared(bodyLimit, Map.copyOf(names), any, answersJson(method));
    }

    /** Whoever answers in another form declares it with {@code produces}. */
    private static boolean answersJson(HandlerMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping == null || mapping.produces().length == 0;
    }

    private boolean isQueryObject(MethodParameter parameter, Class<?> type) {
        return parameter.hasParameterAnnotation(ModelAttribute.class)
                || (isUnannotated(parameter) && type.isRecord() && !resolvedOtherwise.test(parameter));
    }

    private static boolean isUnannotated(MethodParameter parameter) {
        for (var annotation : parameter.getParameterAnnotations()) {
            if (annotation.annotationType().getName().startsWith("org.springframework.")) {
                return false;
            }
        }
        return true;
    }

    private static void addComponents(Class<?> type, Map<String, Boolean> names) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            for (var property : BeanUtils.getPropertyDescriptors(type)) {
                names.put(property.getName(), isMany(property.getPropertyType()));
            }
            return;
        }
        for (RecordComponent component : components) {
            names.put(component.getName(), isMany(component.getType()));
        }
    }

    private static boolean isMany(@Nullable Class<?> type) {
        return type != null && (type.isArray() || Collection.class.isAssignableFrom(type));
    }

    private static String nameOf(MethodParameter parameter, String explicit) {
        if (!explicit.isEmpty()) {
            return explicit;
        }
        String name = parameter.getParameter().getName();
        return name == null ? "" : name;
    }

    /**
     * What one handler accepts.
     *
     * @param parameters name to whether it may be repeated
     */
    private record Declared(
            long bodyLimit, Map<String, Boolean> parameters, boolean anyParameter, boolean answersJson) {}
}
