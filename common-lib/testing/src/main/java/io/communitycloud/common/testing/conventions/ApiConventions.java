package io.communitycloud.common.testing.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.identity.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of the API's conventions, each tried on every operation of a running service's own OpenAPI document.
 *
 * <p>A service extends it once: {@snippet :
 * @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
 * class ResidentApiTest extends ApiConventions {}
 * }
 *
 * <p>No request sent here is one the service may fulfil: each is wrong in one respect, so nothing is created.
 */
@TestIdentity
public abstract class ApiConventions {

    private static final Set<String> PROBLEM_MEMBERS =
            Set.of("type", "title", "status", "detail", "instance", "code", "traceId", "retriable", "errors");

    private static final int FEWEST_MALFORMED = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private static final HttpRequest.BodyPublisher NO_BODY = HttpRequest.BodyPublishers.noBody();

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestTokens tokens = TestTokens.shared();
    private final Map<String, String> minted = new ConcurrentHashMap<>();

    private @Nullable Target target;

    /** Values for path and query parameters that the generic ones do not fit, by parameter name. */
    protected Map<String, String> examples() {
        return Map.of();
    }

    /** Operation ids that are tried elsewhere and for a stated reason not here. */
    protected Set<String> exceptions() {
        return Set.of();
    }

    /** The access law in force; the platform's own unless a test brings another. */
    protected List<String> laws() {
        return List.of("contracts/access.yaml");
    }

    @BeforeEach
    void open(ApplicationContext context) {
        Environment environment = context.getEnvironment();
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        String name = environment.getRequiredProperty("cloud.context");
        var answer = send(port, new Attempt("document", "GET", "/v3/api-docs/" + name, Map.of(), NO_BODY));
        assertThat(answer.statusCode()).as("the OpenAPI document of " + name).isEqualTo(200);
        var document = new ApiDocument(JSON.readTree(answer.body()));
        var law = new LawBook(laws().stream().map(ApiConventions::resource).toList());
        target = new Target(port, document, new Samples(document), law);
    }

    @Test
    void hasOperations() {
        assertThat(target().document().operations()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyOperationHasARowInTheLaw() {
        return each(operation -> !operation.open(), operation -> {
            assertThat(operation.operationId()).isNotEmpty();
            assertThat(target().law().row(operation.operationId()))
                    .as("row of %s in access.yaml", operation.operationId())
                    .isNotNull();
        });
    }

    @TestFactory
    Stream<DynamicTest> everyOperationDescribesItsProblems() {
        return each(
                operation -> true,
                operation -> assertThat(operation.statuses())
                        .contains("400", "401", "403", "429", "503")
                        .anyMatch(status -> status.startsWith("2")));
    }

    @TestFactory
    Stream<DynamicTest> everyChangeAsksForItsVersion() {
        return each(
                ApiOperation::changes,
                operation -> assertThat(operation.takes("header", "If-Match"))
                        .as("%s %s takes IfMatch", operation.method(), operation.path())
                        .isTrue());
    }

    @TestFactory
    Stream<DynamicTest> refusesCallsWithoutAToken() {
        return each(
                operation -> !operation.open(),
                operation -> refused(good(operation).without("Authorization").named("no token"), 401, "unauthorized"));
    }

    @TestFactory
    Stream<DynamicTest> admitsTheRolesOfTheLawAndNoOthers() {
        return each(operation -> !operation.open(), operation -> {
            LawBook.Row row = row(operation);
            for (String role : LawBook.ROLES) {
                // A parameter nobody knows is refused after access is granted and before anything is done.
                Attempt attempt = as(good(operation), role).asking("nonsense=1").named(role);
                if (row.permits(role)) {
                    refused(attempt, 400, "unknown-parameter");
                } else {
                    refused(attempt, 403, "forbidden");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> asksForAPurposeWhereTheLawDoes() {
        return each(
                operation -> !operation.open() && !row(operation).purposes().isEmpty(),
                operation -> refused(
                        good(operation)
                                .without("X-Purpose")
                                .asking("nonsense=1")
                                .named("no purpose"),
                        403,
                        "purpose-required"));
    }

    @TestFactory
    Stream<DynamicTest> refusesUnknownParametersByName() {
        return each(operation -> true, operation -> {
            JsonNode problem = refused(good(operation).asking("nonsense=1").named("unknown"), 400, "unknown-parameter");
            assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("?nonsense");
        });
    }

    @TestFactory
    Stream<DynamicTest> holdsListsToTheirLimits() {
        // Where a look-up posts what it looks for, its body is told about first.
        return each(operation -> operation.takes("query", "limit") && operation.bodyType() == null, operation -> {
            for (String query : List.of("limit=0", "limit=201", "limit=x", "limit=", "limit=-1", "limit=1&limit=2")) {
                refused(good(operation).asking(query).named(query), 400, "invalid-parameter");
            }
            for (String cursor : List.of("x", "AAAA", "%25", "AQEAAWFh", "a".repeat(3000))) {
                refused(good(operation).asking("cursor=" + cursor).named("cursor"), 400, "invalid-parameter");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesChangesWithoutTheirVersion() {
        return each(operation -> operation.takes("header", "If-Match"), operation -> {
            refused(good(operation).without("If-Match").named("no If-Match"), 428, "precondition-required");
            for (String tag : List.of("*", "7", "\"7\"", "W/\"7-full\"")) {
                refused(good(operation).with("If-Match", tag).named(tag), 400, "invalid-parameter");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesMalformedJson() {
        return each(ApiOperation::takesJson, operation -> {
            for (String body : List.of("", "{", "nonsense", "{\"a\":1,}")) {
                refused(good(operation).saying(body).named("body " + body), 400, "malformed-json");
            }
            refused(good(operation).saying("[".repeat(200) + "]".repeat(200)).named("deep"), 400, null);
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesUnknownMembers() {
        return each(this::takesObject, operation -> {
            ObjectNode body = (ObjectNode) target().samples().wellTyped(operation.bodySchema());
            body.put("nonsense", 1);
            JsonNode problem = refused(good(operation).saying(body.toString()).named("unknown member"), 400, null);
            // A member whose form the generic sample does not meet may be told first.
            assertThat(problem.path("code").asString()).isIn("unknown-field", "invalid-field");
        });
    }

    @TestFactory
    Stream<DynamicTest> namesTheMemberOfTheWrongType() {
        return each(this::takesObject, operation -> {
            for (Samples.Mistake mistake : target().samples().mistakes(operation.bodySchema())) {
                JsonNode problem =
                        refused(good(operation).saying(mistake.body()).named(mistake.body()), 400, "invalid-field");
                assertThat(problem.at("/errors/0/pointer").asString())
                        .as(mistake.body())
                        .isEqualTo(mistake.pointer());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesOversizeBodies() {
        return each(ApiOperation::takesJson, operation -> {
            byte[] body = new byte[Math.toIntExact(operation.bodyLimit() + 1)];
            Arrays.fill(body, (byte) ' ');
            body[0] = '{';
            body[body.length - 1] = '}';
            refused(good(operation).saying(body).named("oversize"), 413, "body-too-large");
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesOtherMediaTypes() {
        return each(operation -> true, operation -> {
            if (operation.takesJson()) {
                refused(
                        good(operation)
                                .saying("a")
                                .with("Content-Type", "text/turtle")
                                .named("text/turtle"),
                        415,
                        "unsupported-media-type");
            }
            if (operation.answersJsonOnly()) {
                refused(good(operation).with("Accept", "image/png").named("image/png"), 406, "not-acceptable");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesOtherMethods() {
        return each(operation -> true, operation -> {
            Attempt good = good(operation);
            String path = pathOf(operation);
            Stream.of("DELETE", "PUT", "PATCH", "POST")
                    .filter(method -> target().document().operations().stream()
                            .noneMatch(other -> other.method().equals(method) && other.matches(path)))
                    .findFirst()
                    .ifPresent(method -> refused(good.by(method).named(method), 405, "method-not-allowed"));
        });
    }

    @TestFactory
    Stream<DynamicTest> answersEveryMalformedRequestWithAProblemInBothLanguages() {
        return each(operation -> true, operation -> {
            List<Attempt> attempts = MalformedRequests.of(operation, good(operation), tokens);
            assertThat(attempts).hasSizeGreaterThanOrEqualTo(operation.open() ? 15 : FEWEST_MALFORMED);
            for (Attempt attempt : attempts) {
                refused(attempt, null, null);
            }
        });
    }

    private Stream<DynamicTest> each(Predicate<ApiOperation> which, Consumer<ApiOperation> trial) {
        return target().document().operations().stream()
                .filter(operation -> !exceptions().contains(operation.operationId()))
                .filter(which)
                .map(operation -> DynamicTest.dynamicTest(operation.operationId(), () -> trial.accept(operation)));
    }

    /** A merge patch can only be judged together with the thing it changes, and here that thing does not exist. */
    private boolean takesObject(ApiOperation operation) {
        return operation.takesJson()
                && !"application/merge-patch+json".equals(operation.bodyType())
                && operation.bodySchema().has("properties");
    }

    /** A request that is right in all formal respects, by somebody whom the law admits. */
    private Attempt good(ApiOperation operation) {
        var query = new StringBuilder();
        Map<String, String> headers = new TreeMap<>();
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("query") && parameter.required()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.name())
                        .append('=')
                        .append(valueOf(parameter));
            }
        }
        if (operation.takes("header", "If-Match")) {
            headers.put("If-Match", "\"1-full\"");
        }
        String bodyType = operation.bodyType();
        if (bodyType != null) {
            headers.put("Content-Type", bodyType);
        }
        headers.put("Accept", "*/*");
        Attempt attempt = new Attempt(
                operation.operationId(),
                operation.method(),
                pathOf(operation) + query,
                headers,
                bodyType == null ? NO_BODY : HttpRequest.BodyPublishers.ofString("{}"));
        if (operation.open()) {
            return attempt;
        }
        LawBook.Row row = row(operation);
        if (!row.purposes().isEmpty()) {
            attempt = attempt.with("X-Purpose", row.purposes().iterator().next());
        }
        List<String> permitted = row.permitted();
        assertThat(permitted).as("roles of %s", operation.operationId()).isNotEmpty();
        return as(attempt, permitted.getFirst());
    }

    private Attempt as(Attempt attempt, String role) {
        String token =
                minted.computeIfAbsent(role, each -> tokens.complete(each).mint());
        return attempt.with("Authorization", "Bearer " + token);
    }

    private String pathOf(ApiOperation operation) {
        String path = operation.path();
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", valueOf(parameter));
            }
        }
        return path;
    }

    private String valueOf(ApiOperation.Parameter parameter) {
        String example = examples().get(parameter.name());
        if (example != null) {
            return example;
        }
        if (parameter.schema().has("enum")) {
            return parameter.schema().path("enum").get(0).asString();
        }
        return switch (parameter.schema().path("type").asString("string")) {
            case "integer", "number" -> "1";
            case "boolean" -> "true";
            default ->
                switch (parameter.schema().path("format").asString("")) {
                    case "date" -> "2026-11-22";
                    case "date-time" -> "2026-11-22T10:00:00%2B08:00";
                    default ->
                        parameter.name().equals("code") || parameter.name().equals("area")
                                ? "310101002001"
                                : "01JD9ZZZZZZZZZZZZZZZZZZZZZ";
                };
        };
    }

    private LawBook.Row row(ApiOperation operation) {
        LawBook.Row row = target().law().row(operation.operationId());
        if (row == null) {
            throw new AssertionError("No row in access.yaml for " + operation.operationId());
        }
        return row;
    }

    private Target target() {
        Target present = target;
        if (present == null) {
            throw new IllegalStateException("The document is read before each test");
        }
        return present;
    }

    /** Sends the attempt in both languages and checks that each answer is a whole problem of the 4xx kind. */
    private JsonNode refused(Attempt attempt, @Nullable Integer status, @Nullable String code) {
        JsonNode chinese = problem(attempt.with("Accept-Language", "zh-CN"), status, code);
        JsonNode english = problem(attempt.with("Accept-Language", "en"), status, code);
        assertThat(chinese.path("title").asString())
                .as("Chinese title of %s", attempt.what())
                .matches("(?s).*\\p{IsHan}.*");
        assertThat(english.path("title").asString())
                .as("English title of %s", attempt.what())
                .doesNotContainPattern("\\p{IsHan}");
        assertThat(english.path("code")).isEqualTo(chinese.path("code"));
        return english;
    }

    private JsonNode problem(Attempt attempt, @Nullable Integer status, @Nullable String code) {
        var answer = send(target().port(), attempt);
        String told =
                attempt.method() + " " + attempt.what() + " answered " + answer.statusCode() + " " + answer.body();
        assertThat(answer.statusCode()).as(told).isBetween(400, 499);
        if (status != null) {
            assertThat(answer.statusCode()).as(told).isEqualTo(status);
        }
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(told)
                .startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.propertyNames()).as(told).containsExactlyInAnyOrderElementsOf(PROBLEM_MEMBERS);
        assertThat(problem.path("status").asInt()).as(told).isEqualTo(answer.statusCode());
        assertThat(problem.path("type").asString())
                .as(told)
                .isEqualTo("/problems/" + problem.path("code").asString());
        assertThat(problem.path("traceId").asString()).as(told).matches("[0-9a-f]{32}");
        assertThat(problem.path("title").asString())
                .as(told)
                .isNotEqualTo(problem.path("code").asString());
        assertThat(problem.path("errors").valueStream())
                .as(told)
                .allSatisfy(error ->
                        assertThat(error.path("message").asString("")).as(told).isNotEmpty());
        if (code != null) {
            assertThat(problem.path("code").asString()).as(told).isEqualTo(code);
        }
        return problem;
    }

    private HttpResponse<String> send(int port, Attempt attempt) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + attempt.target()))
                .timeout(PATIENCE)
                .method(attempt.method(), attempt.body());
        attempt.headers().forEach(request::setHeader);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(attempt.method() + " " + attempt.target() + ": " + attempt.what(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static InputStream resource(String name) {
        InputStream stream = ApiConventions.class.getClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("No " + name + " on the classpath");
        }
        return stream;
    }

    /** The running service under trial. */
    private record Target(int port, ApiDocument document, Samples samples, LawBook law) {}
}
