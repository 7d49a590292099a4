package io.communitycloud.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.identity.TestTokens.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running exchange as its callers see it. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;

    public Api(int port) {
        this.port = port;
    }

    /** An answer with its body read. */
    public record Answer(int status, JsonNode body, String location, HttpHeaders headers) {

        public Answer is(int wanted) {
            assertThat(status).as(body.toString()).isEqualTo(wanted);
            return this;
        }

        public String text(String member) {
            return body.path(member).asString();
        }
    }

    public Answer get(String path, Token caller) {
        return send(request(path, caller.mint()).GET());
    }

    public Answer post(String path, Token caller, String body, String... headers) {
        return post(path, caller.mint(), body, headers);
    }

    public Answer post(String path, String token, String body, String... headers) {
        HttpRequest.Builder request =
                request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public Answer put(String path, Token caller, String etag, String body) {
        return send(request(path, caller.mint())
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            String body = answer.body().isEmpty() ? "{}" : answer.body();
            return new Answer(
                    answer.statusCode(),
                    JsonMapper.shared().readTree(body),
                    answer.headers().firstValue("Location").orElse(""),
                    answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
