package io.communitycloud.edge.validation;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.problem.Failure;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

/** One operation as its service's document describes it: whom it is open to, and what a call must look like. */
public final class PublishedOperation {

    private static final String ANYONE = "anyone";
    private static final String SIGNED = "signed";
    private static final String MERGE_PATCH = "application/merge-patch+json";

    /** What a decoder puts where it found no sign. */
    private static final int REPLACED = 0xFFFD;

    private static final List<String> ANSWERS_JSON = List.of("*/*", "application/*", "application/json");

    private final String id;
    private final Set<String> roles;
    private final Set<String> purposes = new HashSet<>();
    private boolean purposeNeeded;
    private boolean queryNeeded;
    private boolean versionNeeded;
    private final List<PathRule> path = new ArrayList<>();
    private final Map<String, ParameterRule> query = new HashMap<>();
    private final Map<String, BodyRule> bodies = new HashMap<>();
    private final Set<String> bodyTypes = new HashSet<>();

    private PublishedOperation(String id, Set<String> roles) {
        this.id = id;
        this.roles = roles;
    }

    static PublishedOperation read(List<String> segments, JsonNode operation, Schemas schemas) {
        Set<String> roles = new HashSet<>();
        operation.path("x-roles").forEach(role -> roles.add(role.asString("")));
        PublishedOperation read =
                new PublishedOperation(operation.path("operationId").asString(""), Set.copyOf(roles));
        for (JsonNode parameter : operation.path("parameters")) {
            read.take(parameter, segments, schemas);
        }
        JsonNode body = operation.path("requestBody");
        body.path("content")
                .properties()
                .forEach(content -> read.take(
                        content.getKey(),
                        content.getValue().path("schema"),
                        body.path("required").asBoolean(false),
                        schemas));
        return read;
    }

    private void take(JsonNode parameter, List<String> segments, Schemas schemas) {
        String name = parameter.path("name").asString("");
        switch (parameter.path("in").asString("")) {
            case "query" -> {
                ParameterRule rule = ParameterRule.read(parameter, schemas);
                query.put(name, rule);
                queryNeeded |= rule.required();
            }
            case "path" -> {
                ParameterRule rule = ParameterRule.read(parameter, schemas);
                if (!rule.isFree()) {
                    path.add(new PathRule(segments.indexOf("{" + name + "}"), rule));
                }
            }
            case "header" -> {
                boolean required = parameter.path("required").asBoolean(false);
                if (name.equals("X-Purpose")) {
                    purposeNeeded = required;
                    schemas.resolved(parameter.path("schema"))
                            .path("enum")
                            .forEach(code -> purposes.add(code.asString("")));
                } else if (name.equals("If-Match")) {
                    versionNeeded = required;
                }
            }
            default -> {
                // Cookies are not spoken here.
            }
        }
    }

    private void take(String mediaType, JsonNode schema, boolean required, Schemas schemas) {
        bodyTypes.add(mediaType);
        // Bytes under the name of JSON are a foreign system's own: what they hold is told by no schema.
        boolean bytes = schema.path("format").asString("").equals("byte");
        if ((mediaType.equals("application/json") || mediaType.endsWith("+json")) && !bytes) {
            boolean patch = mediaType.equals(MERGE_PATCH);
            bodies.put(mediaType, new BodyRule(new Shape(schemas.whole(schema, patch)), required, patch));
        }
    }

    /** The operation's id, unique over all services. */
    public String id() {
        return id;
    }

    /** The rule for a body of a media type, null where its service alone can judge it. */
    @Nullable
    BodyRule body(@Nullable String contentType) {
        if (bodies.isEmpty() || contentType == null || isOfAnotherCharset(contentType)) {
            return null;
        }
        return bodies.get(mediaTypeOf(contentType));
    }

    /** All shapes bodies may have. */
    List<BodyRule> bodies() {
        return List.copyOf(bodies.values());
    }

    /** What is wrong with path and query, null where nothing is. */
    @Nullable
    Failure faultOfAddress(String address, @Nullable String queryString) {
        if (path.isEmpty() && queryString == null && !queryNeeded) {
            return null;
        }
        List<Given> given = queryString == null ? List.of() : Given.in(queryString);
        if (given.stream().anyMatch(Given::isUnclean)) {
            // Its service says of such characters what there is to be said.
            return null;
        }
        Failure fault = faultOfNames(given);
        if (fault != null) {
            return fault;
        }
        List<FieldError> errors = new ArrayList<>(0);
        for (PathRule each : path) {
            collect(each.rule().fault(segment(address, each.index())), errors);
        }
        Set<String> names = new HashSet<>();
        for (Given each : given) {
            names.add(each.name());
            ParameterRule rule = query.get(each.name());
            if (rule != null) {
                collect(rule.fault(each.value()), errors);
            }
        }
        for (ParameterRule rule : query.values()) {
            if (rule.required() && !names.contains(rule.name())) {
                errors.add(FieldError.of("?" + rule.name(), "required"));
            }
        }
        return errors.isEmpty() ? null : Failure.of(400, "invalid-parameter", errors);
    }

    /** Names the service does not know, and those that come twice; it tells both before it reads any value. */
    private @Nullable Failure faultOfNames(List<Given> given) {
        Set<String> seen = new HashSet<>();
        List<FieldError> unknown = new ArrayList<>(0);
        List<FieldError> repeated = new ArrayList<>(0);
        for (Given each : given) {
            ParameterRule rule = query.get(each.name());
            if (rule == null) {
                unknown.add(FieldError.of("?" + each.name(), "unknown-parameter"));
            } else if (!seen.add(each.name()) && !rule.many()) {
                repeated.add(FieldError.of("?" + each.name(), "repeated"));
            }
        }
        if (!unknown.isEmpty()) {
            return Failure.of(400, "unknown-parameter", unknown);
        }
        return repeated.isEmpty() ? null : Failure.of(400, "invalid-parameter", repeated);
    }

    /**
     * Whether the service refuses the call for a reason it tells before its form: then nobody but the service is to speak.
     *
     * <p>Who may not ask must not learn how to ask; so role and purpose go first, and with them what else is read off the
     * head of a call: its media types and the version it is about.
     */
    boolean isRefusedSooner(HttpServletRequest request, @Nullable Caller caller) {
        return !isOpenTo(caller)
                || !isPurposeGood(request.getHeader("X-Purpose"))
                || (versionNeeded && request.getHeader("If-Match") == null)
                || !acceptsJson(request.getHeader("Accept"))
                || !isReadable(request.getContentType());
    }

    private boolean isOpenTo(@Nullable Caller caller) {
        return roles.isEmpty()
                || roles.contains(ANYONE)
                || roles.contains(SIGNED)
                || (caller != null && caller.hasAny(roles));
    }

    private boolean isPurposeGood(@Nullable String purpose) {
        return purpose == null ? !purposeNeeded : purposes.isEmpty() || purposes.contains(purpose);
    }

    private static boolean acceptsJson(@Nullable String accept) {
        return accept == null || ANSWERS_JSON.stream().anyMatch(accept.toLowerCase(Locale.ROOT)::contains);
    }

    private boolean isReadable(@Nullable String contentType) {
        return bodyTypes.isEmpty() || (contentType != null && bodyTypes.contains(mediaTypeOf(contentType)));
    }

    private static void collect(@Nullable FieldError fault, List<FieldError> errors) {
        if (fault != null) {
            errors.add(fault);
        }
    }

    /** JSON is UTF-8; a service may still read what says that it is written otherwise. */
    private static boolean isOfAnotherCharset(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        return lower.contains("charset") && !lower.contains("utf-8");
    }

    private static String mediaTypeOf(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String segment(String address, int index) {
        int from = 1;
        for (int i = 0; i < index; i++) {
            from = address.indexOf('/', from) + 1;
        }
        int end = address.indexOf('/', from);
        String segment = end < 0 ? address.substring(from) : address.substring(from, end);
        return segment.indexOf('%') < 0 ? segment : StringUtils.uriDecode(segment, StandardCharsets.UTF_8);
    }

    private record PathRule(int index, ParameterRule rule) {}

    /** A parameter as it came in the query. */
    private record Given(String name, String value) {

        static List<Given> in(String queryString) {
            List<Given> given = new ArrayList<>();
            for (String pair : StringUtils.tokenizeToStringArray(queryString, "&")) {
                int equals = pair.indexOf('=');
                given.add(
                        equals < 0
                                ? new Given(decoded(pair), "")
                                : new Given(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))));
            }
            return given;
        }

        boolean isUnclean() {
            return isUnclean(name) || isUnclean(value);
        }

        private static boolean isUnclean(String text) {
            return text.chars().anyMatch(each -> each == REPLACED || Character.isISOControl(each));
        }

        private static String decoded(String text) {
            return text.indexOf('%') < 0 && text.indexOf('+') < 0
                    ? text
                    : URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }
}
