package io.communitycloud.emergency.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service as its callers see it. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;

    public Http(int port) {
        this.port = port;
    }

    public Answer get(String token, String path) {
        return send(token, "GET", path, null, Map.of());
    }

    /** Posts JSON; an empty body is none. */
    public Answer post(String token, String path, String body) {
        return send(token, "POST", path, body.isEmpty() ? null : body, Map.of());
    }

    /** Sends a call; the body is JSON unless a header says otherwise. */
    public Answer send(String token, String method, String path, @Nullable String body, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        if (body != null) {
            all.putIfAbsent("Content-Type", "application/json");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        all.forEach(request::header);
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String text = answer.body();
            JsonNode read = text.startsWith("{") ? JSON.readTree(text) : JSON.createObjectNode();
            return new Answer(answer.statusCode(), answer.headers(), read, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** An answer with its body read. */
    public record Answer(int status, HttpHeaders headers, JsonNode body, String text) {

        public Answer is(int wanted) {
            assertThat(status).as(text).isEqualTo(wanted);
            return this;
        }

        public Answer refused(int wanted, String code) {
            is(wanted);
            assertThat(at("/code")).as(text).isEqualTo(code);
            return this;
        }

        /** The text at a JSON pointer. */
        public String at(String pointer) {
            return body.at(pointer).asString("");
        }

        public String location() {
            return header("location");
        }

        public String etag() {
            return header("etag");
        }

        private String header(String name) {
            return headers.firstValue(name).orElseThrow(() -> new AssertionError("no " + name + " in " + this));
        }
    }
}
