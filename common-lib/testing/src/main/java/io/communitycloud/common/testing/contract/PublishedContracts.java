package io.communitycloud.common.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.communitycloud.common.testing.identity.TestIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed OpenAPI and AsyncAPI documents of a service are those of its code, and grow without breaking a promise.
 *
 * <p>A service extends it once: {@snippet :
 * @PlatformTest
 * @SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
 * class PublishedContractsTest extends PublishedContracts {}
 * }
 *
 * <p>{@code -Dcontracts.update=true} writes the documents anew where nothing they promise is broken; where that is meant,
 * {@code -Dcontracts.breaking=true} besides.
 */
@TestIdentity
public abstract class PublishedContracts {

    private static final JsonMapper JSON = new JsonMapper();

    private String context = "";
    private int port;

    /** Whether the service speaks in events. */
    protected boolean hasEvents() {
        return true;
    }

    @BeforeEach
    void open(ApplicationContext application) {
        context = application.getEnvironment().getRequiredProperty("cloud.context");
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    void commitsTheOpenApiDocumentOfItsCode() throws IOException, InterruptedException {
        hold("openapi/" + context + ".json", document("/v3/api-docs/" + context));
    }

    @Test
    void commitsTheAsyncApiDocumentOfItsCode() throws IOException, InterruptedException {
        if (hasEvents()) {
            hold("asyncapi/" + context + ".json", document("/asyncapi/" + context));
        }
    }

    @TestFactory
    Stream<DynamicTest> describesItsEventsAsTheirSamplesAre() throws IOException, InterruptedException {
        if (!hasEvents()) {
            return Stream.empty();
        }
        JsonNode messages = document("/asyncapi/" + context).at("/components/messages");
        return messages.properties().stream()
                .filter(message -> message.getValue().path("traits").isArray())
                .map(message -> DynamicTest.dynamicTest(message.getKey(), () -> {
                    String type = message.getValue().path("name").asString();
                    try (InputStream sample =
                            PublishedContracts.class.getResourceAsStream("/contracts/events/" + type + ".json")) {
                        assertThat(sample).as("contracts/events/%s.json", type).isNotNull();
                        boolean complete = !message.getKey().startsWith("received.");
                        assertThat(Fit.of(
                                        JSON.readTree(sample),
                                        message.getValue().path("payload"),
                                        complete))
                                .as("where contracts/events/%s.json and the record differ", type)
                                .isEmpty();
                    }
                }));
    }

    private JsonNode document(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("GET %s, without a token", path).isEqualTo(200);
            return Documents.normal(JSON.readTree(answer.body()));
        }
    }

    private static void hold(String name, JsonNode served) throws IOException {
        Path file = Documents.folder().resolve(name);
        boolean update = Boolean.getBoolean("contracts.update");
        if (!Files.exists(file)) {
            if (update) {
                Documents.write(file, served);
                return;
            }
            fail("contracts/%s is not there; -Dcontracts.update=true writes it".formatted(name));
        }
        JsonNode committed = Documents.normal(JSON.readTree(Files.readString(file)));
        if (committed.equals(served)) {
            return;
        }
        List<String> broken = BrokenPromises.between(committed, served);
        if (update && (broken.isEmpty() || Boolean.getBoolean("contracts.breaking"))) {
            Documents.write(file, served);
            return;
        }
        if (broken.isEmpty()) {
            fail("""
                    The code serves something else than contracts/%s promises, though nobody is let down by it:
                    %s
                    Run this test with -Dcontracts.update=true and commit the file.""".formatted(name, listed(Documents.differences(committed, served))));
        }
        fail("""
                The code breaks what contracts/%s promises:
                %s
                Keep the promise, or make a new version beside the old one. Where the promise was never used, say so in the
                commit and run this test with -Dcontracts.update=true -Dcontracts.breaking=true.""".formatted(name, listed(broken)));
    }

    private static String listed(List<String> lines) {
        return "  - " + String.join("\n  - ", lines);
    }
}
