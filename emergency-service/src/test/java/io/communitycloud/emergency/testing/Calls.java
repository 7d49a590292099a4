package io.communitycloud.emergency.testing;

import io.communitycloud.common.testing.identity.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to the service under test, by persons whose tokens outlive what a test does to the clock. */
public final class Calls {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONG = Duration.ofDays(3650);

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    private Calls(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** As a person of a role and an area; each of another name is another person. */
    public static Calls as(int port, String role, String area, String name) {
        return new Calls(
                port,
                TestTokens.shared()
                        .role(role)
                        .area(area)
                        .subject(name)
                        .lasting(LONG)
                        .mint());
    }

    public static Calls as(int port, String role, String area) {
        return as(port, role, area, role + "-of-" + area);
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    /** Posts under an idempotency key of its own. */
    public Answer post(String path, @Nullable String body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    public Answer post(String path, @Nullable String body, String key) {
        return send("POST", path, body, Map.of("Idempotency-Key", key));
    }

    public Answer patch(String path, String body, String etag) {
        return send("PATCH", path, body, Map.of("If-Match", etag, "Content-Type", "application/merge-patch+json"));
    }

    public Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .setHeader("Authorization", "Bearer " + token)
                .setHeader("Accept-Language", "en")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = answer.body();
            return new Answer(
                    answer.statusCode(),
                    text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text),
                    answer.headers());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** What came back. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The answer where it is the one expected; the test fails with the whole of it otherwise. */
        public Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected " + wanted + ", not " + status + " " + body);
            }
            return this;
        }

        /** Expects a refusal. */
        public void refused(int wanted, String code) {
            expect(wanted);
            if (!body.path("code").asString("").equals(code)) {
                throw new AssertionError("expected " + code + ", not " + body);
            }
        }

        public String id() {
            return body.path("id").asString();
        }
    }
}
