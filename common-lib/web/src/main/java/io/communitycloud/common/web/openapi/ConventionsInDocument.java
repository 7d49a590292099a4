package io.communitycloud.common.web.openapi;

import io.communitycloud.common.web.BodyLimit;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.problem.Problem;
import io.communitycloud.common.web.problem.Problems;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Writes into each operation the parameters and problems it has by convention, so that no controller repeats them. */
public final class ConventionsInDocument implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {

    static final String BEARER = "bearer";

    private static final String PROBLEM = "#/components/schemas/Problem";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        boolean lists = takes(handler, PageRequest.class);
        boolean changes = takes(handler, IfMatch.class);
        boolean promises = takes(handler, IdempotencyKey.class);
        boolean reads = false;
        for (MethodParameter parameter : handler.getMethodParameters()) {
            reads |= parameter.hasParameterAnnotation(RequestBody.class);
        }
        if (lists) {
            operation.addParametersItem(query("limit", limit(), "How many items at most."));
            operation.addParametersItem(
                    query("cursor", new StringSchema().maxLength(2048), "The next of the page before."));
        }
        if (changes) {
            operation.addParametersItem(header("If-Match", true, "ETag of the version to change."));
        }
        if (promises) {
            operation.addParametersItem(header(
                    "Idempotency-Key",
                    false,
                    "Two requests with one key are one (draft-ietf-httpapi-idempotency-key-header-07)."));
        }
        BodyLimit limit = handler.getMethodAnnotation(BodyLimit.class);
        if (limit != null) {
            operation.addExtension("x-body-limit", DataSize.parse(limit.value()).toBytes());
        }
        Map<Integer, String> problems = new LinkedHashMap<>();
        problems.put(400, "The request is malformed.");
        problems.put(401, "No valid access token.");
        problems.put(403, "Not permitted to this role or without this purpose.");
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> "path".equals(each.getIn()))) {
            problems.put(404, "No such thing within the caller's scope.");
        }
        problems.put(406, "Cannot answer in this media type.");
        if (promises || changes) {
            problems.put(409, "The present state forbids it, or the first request with this key is still running.");
        }
        if (changes) {
            problems.put(412, "Somebody else has changed it.");
        }
        if (reads) {
            problems.put(413, "The body is too large.");
            problems.put(415, "The body has another media type.");
        }
        if (reads || promises) {
            problems.put(422, "A rule says no.");
        }
        if (changes) {
            problems.put(428, "If-Match is missing.");
        }
        problems.put(429, "Too many requests.");
        problems.put(500, "An error on our side.");
        problems.put(503, "A part it needs does not answer; worth a retry.");
        problems.forEach((status, why) -> {
            String key = String.valueOf(status);
            if (!operation.getResponses().containsKey(key)) {
                operation.getResponses().addApiResponse(key, problem(status, why));
            }
        });
        return operation;
    }

    @Override
    public void customise(OpenAPI document) {
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(document::schema);
        document.schema("Problem", document.getComponents().getSchemas().get("Problem"));
    }

    private static ApiResponse problem(int status, String why) {
        var response = new ApiResponse()
                .description(why)
                .content(new Content()
                        .addMediaType(Problems.MEDIA_TYPE, new MediaType().schema(new Schema<>().$ref(PROBLEM))));
        if (status == 429 || status == 503) {
            response.addHeaderObject(
                    "Retry-After", new Header().description("Seconds to wait.").schema(new IntegerSchema()));
        }
        return response;
    }

    private static Parameter query(String name, Schema<?> schema, String description) {
        return new Parameter()
                .in("query")
                .name(name)
                .required(false)
                .schema(schema)
                .description(description);
    }

    private static Parameter header(String name, boolean required, String description) {
        return new Parameter()
                .in("header")
                .name(name)
                .required(required)
                .schema(new StringSchema())
                .description(description);
    }

    private static Schema<?> limit() {
        var schema = new IntegerSchema();
        schema.setMinimum(BigDecimal.ONE);
        schema.setMaximum(BigDecimal.valueOf(PageRequest.MAXIMUM_LIMIT));
        schema.setDefault(PageRequest.DEFAULT_LIMIT);
        return schema;
    }

    private static boolean takes(HandlerMethod handler, Class<?> type) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            if (parameter.getParameterType() == type) {
                return true;
            }
        }
        return false;
    }
}
