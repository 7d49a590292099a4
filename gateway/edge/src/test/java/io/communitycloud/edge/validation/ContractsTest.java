package io.communitycloud.edge.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.web.problem.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every document the build holds, read as the edge reads it: what it asks for is taken, what breaks it is not. */
class ContractsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Contracts contracts;

    ContractsTest() throws IOException {
        this.contracts = new Contracts(JSON);
    }

    @Test
    void findsEveryOperationByItsAddress() throws IOException {
        for (Described each : Described.all()) {
            assertThat(contracts.find(each.method(), each.address()).map(PublishedOperation::id))
                    .as(each.method() + " " + each.address())
                    .contains(each.id());
        }
        assertThat(contracts.find("HEAD", "/api/v1/residents").map(PublishedOperation::id))
                .contains("listResidents");
        assertThat(contracts.find("GET", "/api/v1/unicorns")).isEmpty();
        assertThat(contracts.find("GET", "/api/v1/residents/")).isEmpty();
        assertThat(contracts.find("TRACE", "/api/v1/residents")).isEmpty();
    }

    @Test
    void understandsTheSchemaOfEveryBody() {
        List<BodyRule> bodies =
                contracts.all().stream().flatMap(each -> each.bodies().stream()).toList();
        assertThat(bodies).hasSizeGreaterThan(100);
        assertThat(bodies).allSatisfy(body -> assertThat(body.shape().schema()).isNotNull());
    }

    @Test
    void takesWhatEveryDocumentAsksFor() throws IOException {
        int tried = 0;
        for (Described each : Described.all()) {
            for (JsonNode body : each.bodies()) {
                assertThat(faultOf(each, body)).as(each.id() + " " + body).isNull();
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(200);
    }

    @Test
    void refusesAMemberNoDocumentNames() throws IOException {
        for (Described each : Described.all()) {
            for (JsonNode body : each.bodies()) {
                if (each.isClosed()) {
                    ObjectNode more = ((ObjectNode) body).deepCopy().put("nonsense", 1);
                    Failure fault = Objects.requireNonNull(faultOf(each, more), each.id());
                    assertThat(fault.code()).as(each.id()).isEqualTo("unknown-field");
                    assertThat(fault.errors().getFirst().pointer()).isEqualTo("/nonsense");
                }
            }
        }
    }

    @Test
    void namesEveryMemberThatIsMissing() throws IOException {
        for (Described each : Described.all()) {
            if (each.isPatch() || each.bodies().isEmpty()) {
                continue;
            }
            for (String required : each.required()) {
                ObjectNode less = ((ObjectNode) each.bodies().getFirst()).deepCopy();
                less.putNull(required);
                Failure fault = Objects.requireNonNull(faultOf(each, less), each.id());
                assertThat(fault.code()).isEqualTo("invalid-field");
                assertThat(fault.errors())
                        .as(each.id())
                        .singleElement()
                        .satisfies(error -> assertThat(error.pointer() + " " + error.code())
                                .isEqualTo("/" + required + " required"));
            }
        }
    }

    @Test
    void takesEveryCallOfTheStory() throws IOException {
        try (InputStream story = Objects.requireNonNull(ContractsTest.class.getResourceAsStream("/story.json"))) {
            for (JsonNode call : JSON.readTree(story)) {
                URI address = URI.create(call.path("path").asString());
                String method = call.path("method").asString();
                PublishedOperation operation =
                        contracts.find(method, address.getPath()).orElseThrow(() -> new AssertionError(address));
                assertThat(operation.faultOfAddress(address.getRawPath(), address.getRawQuery()))
                        .as(address.toString())
                        .isNull();
                BodyRule rule = operation.body(
                        method.equals("PATCH") ? "application/merge-patch+json" : "application/json; charset=UTF-8");
                if (rule != null) {
                    assertThat(rule.fault(bytes(call.path("body")), JSON))
                            .as(address.toString())
                            .isNull();
                }
            }
        }
    }

    private @Nullable Failure faultOf(Described described, JsonNode body) {
        PublishedOperation operation =
                contracts.find(described.method(), described.address()).orElseThrow();
        BodyRule rule = Objects.requireNonNull(operation.body(described.mediaType()), described.id());
        return rule.fault(bytes(body), JSON);
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
