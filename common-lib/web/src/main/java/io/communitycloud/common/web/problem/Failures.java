package io.communitycloud.common.web.problem;

import io.communitycloud.common.web.BodyTooLarge;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.PreconditionRequired;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.StaleVersion;
import io.communitycloud.common.web.UnreadableBody;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says for every throwable what it means to the caller; what it does not know is an internal error and logged. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** How parts we lean on say that they do not answer; by name because not every process has them. */
    private static final Set<String> SILENT = Set.of(
            "org.springframework.dao.DataAccessResourceFailureException",
            "org.springframework.dao.QueryTimeoutException",
            "org.springframework.dao.TransientDataAccessException",
            "org.springframework.transaction.CannotCreateTransactionException",
            "com.mongodb.MongoTimeoutException",
            "com.mongodb.MongoSocketException",
            "org.apache.kafka.common.errors.RetriableException",
            // The identity provider does not answer and its keys are not known yet.
            "org.springframework.security.authentication.AuthenticationServiceException");

    private static final String STALE = "org.springframework.dao.OptimisticLockingFailureException";

    /** A breaker that is open or a bulkhead that is full is somebody else's trouble, and passes. */
    private static final Set<String> SHEDDING = Set.of(
            "io.github.resilience4j.circuitbreaker.CallNotPermittedException",
            "io.github.resilience4j.bulkhead.BulkheadFullException");

    private static final Map<String, String> CONSTRAINT_CODES = Map.ofEntries(
            Map.entry("NotNull", "required"),
            Map.entry("NotBlank", "blank"),
            Map.entry("NotEmpty", "empty"),
            Map.entry("Size", "size"),
            Map.entry("Length", "size"),
            Map.entry("Min", "out-of-range"),
            Map.entry("Max", "out-of-range"),
            Map.entry("DecimalMin", "out-of-range"),
            Map.entry("DecimalMax", "out-of-range"),
            Map.entry("Range", "out-of-range"),
            Map.entry("Positive", "out-of-range"),
            Map.entry("PositiveOrZero", "out-of-range"),
            Map.entry("Negative", "out-of-range"),
            Map.entry("NegativeOrZero", "out-of-range"),
            Map.entry("Digits", "out-of-range"),
            Map.entry("Pattern", "pattern"),
            Map.entry("Email", "pattern"),
            Map.entry("Past", "not-in-past"),
            Map.entry("PastOrPresent", "not-in-past"),
            Map.entry("Future", "not-in-future"),
            Map.entry("FutureOrPresent", "not-in-future"),
            Map.entry("UniqueElements", "not-unique"));

    /** What the throwable, or the first of its causes that means something, says to the caller. */
    public Failure of(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 12; depth++, cause = cause.getCause()) {
            Failure failure = known(cause);
            if (failure != null) {
                return failure;
            }
        }
        LOG.error("A request failed for a reason nobody foresaw", thrown);
        return Failure.of(500, "internal-error");
    }

    private @Nullable Failure known(Throwable thrown) {
        return switch (thrown) {
            case Refused refused -> ofRefusal(refused.refusal());
            case InvalidRequest invalid -> Failure.of(400, invalid.code(), invalid.errors());
            case StaleVersion _ -> Failure.of(412, "stale-version");
            case PreconditionRequired _ -> Failure.of(428, "precondition-required");
            case BodyTooLarge large -> tooLarge(large.limit());
            case HttpMessageNotReadableException unreadable -> ofUnreadable(unreadable);
            case UnreadableBody unreadable -> ofJson(unreadable.reason());
            case JacksonException _ -> null;
            case BindException binding -> ofBinding(binding);
            case HandlerMethodValidationException validation -> ofParameters(validation);
            case ConstraintViolationException violations -> ofViolations(violations);
            case MissingServletRequestParameterException missing -> parameter(missing.getParameterName(), "required");
            case MissingServletRequestPartException missing -> parameter(missing.getRequestPartName(), "required");
            case MissingRequestHeaderException missing -> header(missing.getHeaderName(), "required");
            case MethodArgumentTypeMismatchException mismatch ->
                mismatch.getParameter().hasParameterAnnotation(RequestHeader.class)
                        ? header(mismatch.getName(), "wrong-type")
                        : parameter(mismatch.getName(), "wrong-type");
            case NoResourceFoundException _, NoHandlerFoundException _ -> Failure.of(404, "not-found");
            case HttpRequestMethodNotSupportedException method -> ofMethod(method);
            case HttpMediaTypeNotAcceptableException _ -> Failure.of(406, "not-acceptable");
            case HttpMediaTypeNotSupportedException type ->
                Failure.of(415, "unsupported-media-type")
                        .withHeader(HttpHeaders.ACCEPT, MediaType.toString(type.getSupportedMediaTypes()));
            case MaxUploadSizeExceededException large -> tooLarge(large.getMaxUploadSize());
            case MultipartException _ -> null;
            case HttpTimeoutException _, SocketTimeoutException _ -> Failure.of(504, "upstream-timeout");
            case ResourceAccessException access -> ofAccess(access);
            case RestClientResponseException answer ->
                answer.getStatusCode().is5xxServerError()
                                || answer.getStatusCode().value() == 429
                        ? Failure.of(503, "unavailable")
                        : null;
            case ErrorResponse response
            when response.getStatusCode().is4xxClientError() ->
                ofStatus(response.getStatusCode().value());
            default -> byName(thrown);
        };
    }

    /** The failure behind a bare status code, as the container reports one. */
    public static Failure ofStatus(int status) {
        return switch (status) {
            case 401 -> Failure.of(401, "unauthorized");
            case 403 -> Failure.of(403, "forbidden");
            case 404 -> Failure.of(404, "not-found");
            case 405 -> Failure.of(405, "method-not-allowed");
            case 406 -> Failure.of(406, "not-acceptable");
            case 412 -> Failure.of(412, "stale-version");
            case 413 -> Failure.of(413, "body-too-large");
            case 415 -> Failure.of(415, "unsupported-media-type");
            case 428 -> Failure.of(428, "precondition-required");
            case 429 -> Failure.of(429, "too-many-requests");
            case 503 -> Failure.of(503, "unavailable");
            case 504 -> Failure.of(504, "upstream-timeout");
            default ->
                status >= 400 && status < 500
                        ? Failure.of(status, "malformed-request")
                        : Failure.of(500, "internal-error");
        };
    }

    private static Failure ofRefusal(Refusal refusal) {
        String pointer = refusal.pointer();
        List<FieldError> errors =
                pointer == null ? List.of() : List.of(FieldError.of(pointer, refusal.code(), refusal.arguments()));
        return new Failure(
                refusal.kind().status(),
                refusal.code(),
                refusal.kind().retriable(),
                refusal.arguments(),
                errors,
                Map.of());
    }

    private static Failure ofAccess(ResourceAccessException access) {
        for (Throwable cause = access.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
                return Failure.of(504, "upstream-timeout");
            }
        }
        return Failure.of(503, "unavailable");
    }

    private static Failure ofMethod(HttpRequestMethodNotSupportedException method) {
        Set<HttpMethod> supported = method.getSupportedHttpMethods();
        Failure failure = Failure.of(405, "method-not-allowed");
        return supported == null
                ? failure
                : failure.withHeader(
                        HttpHeaders.ALLOW,
                        supported.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
    }

    private static Failure ofUnreadable(HttpMessageNotReadableException unreadable) {
        BodyTooLarge large = causeOf(unreadable, BodyTooLarge.class);
        if (large != null) {
            return tooLarge(large.limit());
        }
        JacksonException json = causeOf(unreadable, JacksonException.class);
        // Without a cause there was no body at all.
        return json == null ? Failure.of(400, "malformed-json") : ofJson(json);
    }

    private static Failure tooLarge(long limit) {
        return new Failure(413, "body-too-large", false, Map.of("limit", limit), List.of(), Map.of());
    }

    /** What Jackson disliked, with the pointer of the member. */
    public static Failure ofJson(JacksonException json) {
        String pointer = JsonPointers.of(json.getPath());
        InvalidRequest invalid = causeOf(json, InvalidRequest.class);
        if (invalid != null) {
            return Failure.of(
                    400,
                    invalid.code(),
                    invalid.errors().stream().map(e -> below(pointer, e)).toList());
        }
        Refused refused = causeOf(json, Refused.class);
        if (refused != null) {
            return ofRefusal(refused.refusal());
        }
        StreamConstraintsException constraint = causeOf(json, StreamConstraintsException.class);
        if (constraint != null) {
            String message = String.valueOf(constraint.getOriginalMessage());
            return message.contains("nesting depth")
                    ? Failure.of(400, "body-too-deep")
                    : Failure.of(400, "invalid-field", List.of(FieldError.of(pointer, "too-long")));
        }
        if (json instanceof UnrecognizedPropertyException) {
            return Failure.of(400, "unknown-field", List.of(FieldError.of(pointer, "unknown-field")));
        }
        if (json instanceof InvalidNullException) {
            return Failure.of(400, "invalid-field", List.of(FieldError.of(pointer, "required")));
        }
        if (json instanceof InvalidFormatException) {
            return Failure.of(400, "invalid-field", List.of(FieldError.of(pointer, "format")));
        }
        if (json instanceof ValueInstantiationException) {
            return Failure.of(400, "invalid-field", List.of(FieldError.of(pointer, "format")));
        }
        if (json instanceof MismatchedInputException mismatch) {
            if (String.valueOf(mismatch.getOriginalMessage()).startsWith("Missing required creator property")) {
                return Failure.of(400, "invalid-field", List.of(FieldError.of(pointer, "required")));
            }
            if (String.valueOf(mismatch.getOriginalMessage()).startsWith("Trailing token")) {
                return Failure.of(400, "malformed-json");
            }
            return Failure.of(400, "invalid-field", List.of(FieldError.of(pointer, "wrong-type")));
        }
        if (json instanceof DatabindException) {
            return Failure.of(400, "invalid-field", List.of(FieldError.of(pointer, "format")));
        }
        if (json instanceof InputCoercionException) {
            return Failure.of(400, "invalid-field", List.of(FieldError.of(pointer, "out-of-range")));
        }
        return Failure.of(400, "malformed-json");
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable thrown, Class<T> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 12; depth++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static FieldError below(String pointer, FieldError error) {
        return error.pointer().startsWith("/") || error.pointer().isEmpty()
                ? new FieldError(pointer + error.pointer(), error.code(), error.message(), error.arguments())
                : error;
    }

    private static Failure ofBinding(BindException binding) {
        boolean body = binding instanceof org.springframework.web.bind.MethodArgumentNotValidException invalid
                && invalid.getParameter().hasParameterAnnotation(RequestBody.class);
        List<FieldError> errors = new ArrayList<>();
        for (ObjectError error : binding.getAllErrors()) {
            errors.add(ofObjectError(error, body));
        }
        errors.sort(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::code));
        return Failure.of(400, body ? "invalid-field" : "invalid-parameter", errors);
    }

    private static FieldError ofObjectError(ObjectError error, boolean body) {
        String path = error instanceof org.springframework.validation.FieldError field ? field.getField() : "";
        String pointer = body ? JsonPointers.ofProperty(path) : "?" + path;
        if (error instanceof org.springframework.validation.FieldError field && field.isBindingFailure()) {
            return FieldError.of(pointer, "wrong-type");
        }
        Map<String, Object> arguments = Map.of();
        try {
            arguments = argumentsOf(error.unwrap(ConstraintViolation.class));
        } catch (IllegalArgumentException _) {
            // Not made by bean validation: the message must do without arguments.
        }
        return new FieldError(pointer, codeOf(error.getCode()), error.getDefaultMessage(), arguments);
    }

    private static Failure ofParameters(HandlerMethodValidationException validation) {
        List<FieldError> errors = new ArrayList<>();
        boolean body = false;
        for (ParameterValidationResult result : validation.getParameterValidationResults()) {
            boolean inBody = result.getMethodParameter().hasParameterAnnotation(RequestBody.class);
            body |= inBody;
            if (result instanceof ParameterErrors nested) {
                for (ObjectError error : nested.getAllErrors()) {
                    FieldError each = ofObjectError(error, inBody);
                    Integer index = nested.getContainerIndex();
                    errors.add(inBody && index != null ? below("/" + index, each) : each);
                }
                continue;
            }
            String name = result.getMethodParameter().getParameterName();
            for (MessageSourceResolvable error : result.getResolvableErrors()) {
                String[] codes = error.getCodes();
                String code = codes == null || codes.length == 0 ? null : codes[codes.length - 1];
                Map<String, Object> arguments = Map.of();
                try {
                    arguments = argumentsOf(result.unwrap(error, ConstraintViolation.class));
                } catch (IllegalArgumentException _) {
                    // As above: no arguments without a violation.
                }
                errors.add(
                        new FieldError(inBody ? "" : "?" + name, codeOf(code), error.getDefaultMessage(), arguments));
            }
        }
        return Failure.of(400, body ? "invalid-field" : "invalid-parameter", errors);
    }

    private static Failure ofViolations(ConstraintViolationException violations) {
        List<FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : violations.getConstraintViolations()) {
            errors.add(new FieldError(
                    JsonPointers.ofProperty(violation.getPropertyPath().toString()),
                    codeOf(violation
                            .getConstraintDescriptor()
                            .getAnnotation()
                            .annotationType()
                            .getSimpleName()),
                    violation.getMessage(),
                    argumentsOf(violation)));
        }
        errors.sort(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::code));
        return Failure.of(400, "invalid-field", errors);
    }

    private static Map<String, Object> argumentsOf(ConstraintViolation<?> violation) {
        Map<String, Object> arguments = new HashMap<>();
        violation.getConstraintDescriptor().getAttributes().forEach((name, value) -> {
            if (value instanceof Number || value instanceof String || value instanceof Boolean) {
                arguments.put(name, value);
            }
        });
        arguments.remove("message");
        return arguments;
    }

    private static String codeOf(@Nullable String constraint) {
        if (constraint == null) {
            return "format";
        }
        String known = CONSTRAINT_CODES.get(constraint);
        if (known != null) {
            return known;
        }
        var kebab = new StringBuilder();
        for (int i = 0; i < constraint.length(); i++) {
            char c = constraint.charAt(i);
            if (Character.isUpperCase(c) && !kebab.isEmpty()) {
                kebab.append('-');
            }
            kebab.append(Character.toLowerCase(c));
        }
        return kebab.toString();
    }

    private static Failure parameter(String name, String code) {
        return Failure.of(400, "invalid-parameter", List.of(FieldError.of("?" + name, code)));
    }

    private static Failure header(String name, String code) {
        return Failure.of(400, "invalid-parameter", List.of(FieldError.of(name, code)));
    }

    private static @Nullable Failure byName(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            String name = type.getName();
            if (SILENT.contains(name) || SHEDDING.contains(name)) {
                LOG.warn(
                        "A part this request needs does not answer: {}",
                        thrown.getClass().getSimpleName());
                return Failure.of(503, "unavailable");
            }
            if (name.equals(STALE)) {
                return Failure.of(412, "stale-version");
            }
            if (name.equals("org.springframework.security.web.firewall.RequestRejectedException")) {
                return Failure.of(400, "malformed-request");
            }
        }
        return null;
    }
}
