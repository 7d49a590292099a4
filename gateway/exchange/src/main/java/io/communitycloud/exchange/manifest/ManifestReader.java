package io.communitycloud.exchange.manifest;

import io.communitycloud.common.identity.Purposes;
import io.communitycloud.common.identity.Roles;
import io.communitycloud.exchange.manifest.ManifestCheck.Finding;
import io.communitycloud.exchange.mapping.Mapping;
import io.communitycloud.exchange.secret.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a file into a manifest that can be served, or says in which line it is wrong and why. */
@Component
class ManifestReader {

    private static final String SCHEMA = "/manifest.schema.json";

    private final JsonMapper json;
    private final JsonSchema schema = schema();
    private final List<ManifestCheck> checks;
    private final Environment environment;
    private final Clock clock;

    ManifestReader(JsonMapper json, List<ManifestCheck> checks, Environment environment, Clock clock) {
        this.json = json.rebuild()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        this.checks = checks;
        this.environment = environment;
        this.clock = clock;
    }

    /** What became of a file: something to serve, or a reason why not. */
    sealed interface Outcome {

        record Good(Served served) implements Outcome {}

        record Bad(@Nullable String systemId, int line, String reason) implements Outcome {}
    }

    Outcome read(String file, String text) {
        YamlTree tree;
        try {
            tree = YamlTree.read(text);
        } catch (YamlTree.Unreadable unreadable) {
            return new Outcome.Bad(null, unreadable.line(), unreadable.reason());
        }
        String id = tree.root().path("id").asString("");
        @Nullable String known = id.matches("[A-Z]{3}-[0-9]{2}") ? id : null;
        List<JsonSchema.Violation> violations = schema.violations(tree.root());
        if (!violations.isEmpty()) {
            JsonSchema.Violation first = violations.getFirst();
            return new Outcome.Bad(known, tree.line(first.pointer()), first.pointer() + ": " + first.message());
        }
        try {
            ObjectNode complete = complete((ObjectNode) tree.root());
            Manifest manifest = json.treeToValue(complete, Manifest.class);
            return new Outcome.Good(compiled(manifest, file));
        } catch (Wrong wrong) {
            return new Outcome.Bad(
                    known, tree.line(wrong.finding.pointer()), wrong.finding.pointer() + ": " + wrong.finding.reason());
        } catch (JacksonException unfit) {
            String pointer = pointer(unfit);
            return new Outcome.Bad(known, tree.line(pointer), pointer + ": is not what is expected here");
        }
    }

    /** Writes what may be left out, and the addresses of this installation. */
    private ObjectNode complete(ObjectNode root) throws Wrong {
        ObjectNode complete = root.deepCopy();
        for (String list : List.of("holds", "hours", "closed", "migrations")) {
            if (!complete.has(list)) {
                complete.putArray(list);
            }
        }
        for (JsonNode operation : complete.path("operations")) {
            if (operation.get("access") instanceof ObjectNode access && !access.has("purposes")) {
                access.putArray("purposes");
            }
            if (operation instanceof ObjectNode object && !object.has("personal")) {
                object.put("personal", false);
            }
        }
        if (complete.has("base")) {
            try {
                complete.put(
                        "base",
                        environment.resolveRequiredPlaceholders(
                                complete.path("base").asString()));
            } catch (IllegalArgumentException unknown) {
                throw new Wrong("/base", "names an address this installation does not have");
            }
        }
        return complete;
    }

    private Served compiled(Manifest manifest, String file) throws Wrong {
        secrets(manifest.authentication(), "/authentication");
        if (!Charset.isSupported(manifest.encoding())) {
            throw new Wrong("/encoding", "is no encoding this platform knows");
        }
        OpeningHours.of(manifest);
        Map<String, Served.Compiled> compiled = new HashMap<>();
        for (Map.Entry<String, Manifest.Operation> each : manifest.operations().entrySet()) {
            compiled.put(each.getKey(), compiled(each.getValue(), "/operations/" + each.getKey()));
        }
        probe(manifest, compiled);
        for (int i = 0; i < manifest.migrations().size(); i++) {
            if (!manifest.operations().containsKey(manifest.migrations().get(i).operation())) {
                throw new Wrong("/migrations/" + i + "/operation", "is no operation of this manifest");
            }
        }
        for (ManifestCheck check : checks) {
            for (Finding finding : check.check(manifest)) {
                throw new Wrong(finding.pointer(), finding.reason());
            }
        }
        return new Served(manifest, compiled, file, clock.instant());
    }

    private static Served.Compiled compiled(Manifest.Operation operation, String pointer) throws Wrong {
        for (String role : operation.access().roles()) {
            if (!Roles.exists(role)) {
                throw new Wrong(pointer + "/access/roles", "names a role that is none: " + role);
            }
        }
        for (String purpose : operation.access().purposes()) {
            if (!Purposes.CODES.contains(purpose)) {
                throw new Wrong(pointer + "/access/purposes", "names a purpose that is none: " + purpose);
            }
        }
        String failure = operation.failure();
        Served.Compiled compiled = new Served.Compiled(
                schema(operation.request(), pointer + "/request"),
                schema(operation.answer(), pointer + "/answer"),
                mapping(operation.send(), pointer + "/send"),
                failure == null ? null : mapping(failure, pointer + "/failure"),
                mapping(operation.receive(), pointer + "/receive"));
        holdTheExample(operation.example(), compiled, pointer + "/example");
        return compiled;
    }

    /** The contract test every operation carries. */
    private static void holdTheExample(Manifest.Example example, Served.Compiled compiled, String pointer)
            throws Wrong {
        fits(compiled.request(), example.request(), pointer + "/request");
        same(example.sent(), apply(compiled.send(), example.request(), Map.of(), pointer + "/sent"), pointer + "/sent");
        Map<String, JsonNode> variables =
                Map.of("status", IntNode.valueOf(example.received().status()), "request", example.request());
        JsonNode body = example.received().body();
        Mapping failure = compiled.failure();
        if (failure != null
                && !apply(failure, body, variables, pointer + "/received").isNull()) {
            throw new Wrong(pointer + "/received", "is a failure by the operation's own expression");
        }
        JsonNode data = apply(compiled.receive(), body, variables, pointer + "/data");
        same(example.data(), data, pointer + "/data");
        fits(compiled.answer(), data, pointer + "/data");
    }

    private static void same(JsonNode promised, JsonNode made, String pointer) throws Wrong {
        if (!normal(promised).equals(normal(made))) {
            throw new Wrong(pointer, "is not what the operation's expression makes, which is " + made);
        }
    }

    /** Numbers as they are written: 1 and 1.0 are told apart in no system's JSON. */
    private static JsonNode normal(JsonNode node) {
        return new JsonMapper().readTree(node.toString());
    }

    private static JsonNode apply(Mapping mapping, JsonNode input, Map<String, JsonNode> variables, String pointer)
            throws Wrong {
        try {
            return Objects.requireNonNullElse(mapping.apply(input, variables), NullNode.getInstance());
        } catch (Mapping.Unfit unfit) {
            throw new Wrong(pointer, "the operation's expression " + unfit.reason());
        }
    }

    private static void fits(JsonSchema schema, JsonNode value, String pointer) throws Wrong {
        List<JsonSchema.Violation> violations = schema.violations(value);
        if (!violations.isEmpty()) {
            JsonSchema.Violation first = violations.getFirst();
            throw new Wrong(pointer + first.pointer(), "is not as its schema says: " + first.message());
        }
    }

    private static void probe(Manifest manifest, Map<String, Served.Compiled> compiled) throws Wrong {
        Manifest.Probe probe = manifest.probe();
        if (probe == null) {
            return;
        }
        Manifest.Operation operation = manifest.operations().get(probe.operation());
        Served.Compiled ready = compiled.get(probe.operation());
        if (operation == null || ready == null || operation.kind() != Manifest.Kind.READ) {
            throw new Wrong("/probe/operation", "is no reading operation of this manifest");
        }
        fits(ready.request(), probe.request(), "/probe/request");
    }

    /** A secret in a manifest is in every copy of the file for ever; only its name may stand there. */
    private static void secrets(JsonNode authentication, String pointer) throws Wrong {
        for (Map.Entry<String, JsonNode> member : authentication.properties()) {
            String name = member.getKey();
            String value = member.getValue().asString("");
            boolean meant = name.matches("secret|password|key|.*(Secret|Password|Key)") || value.startsWith("secret");
            if (meant && !Credentials.isReference(value)) {
                throw new Wrong(pointer + "/" + name, "must refer to a secret (secret:<folder>/<name>), not be one");
            }
        }
    }

    private static Mapping mapping(String expression, String pointer) throws Wrong {
        try {
            return Mapping.of(expression);
        } catch (Mapping.Unfit unfit) {
            throw new Wrong(pointer, unfit.reason());
        }
    }

    private static JsonSchema schema(ObjectNode schema, String pointer) throws Wrong {
        try {
            return JsonSchema.of(schema);
        } catch (RuntimeException notASchema) {
            throw new Wrong(pointer, "is not a JSON Schema");
        }
    }

    private static JsonSchema schema() {
        try (InputStream file = ManifestReader.class.getResourceAsStream(SCHEMA)) {
            return JsonSchema.of(new JsonMapper().readTree(Objects.requireNonNull(file, SCHEMA)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String pointer(JacksonException unfit) {
        List<String> steps = new ArrayList<>();
        unfit.getPath()
                .forEach(step -> steps.add(
                        step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName()));
        return steps.isEmpty() ? "" : "/" + String.join("/", steps);
    }

    /** What the schema cannot see. */
    static final class Wrong extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        Wrong(String pointer, String reason) {
            super(reason, null, false, false);
            this.finding = new Finding(pointer, reason);
        }
    }
}
