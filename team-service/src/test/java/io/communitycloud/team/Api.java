package io.communitycloud.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.identity.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service as one of its callers sees it. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;
    private final String token;

    private Api(int port, TestTokens.Token token) {
        this.port = port;
        this.token = token.mint();
    }

    public static Api as(int port, TestTokens.Token caller) {
        return new Api(port, caller);
    }

    public static Api as(int port, String role, String area) {
        return new Api(port, TestTokens.shared().role(role).area(area));
    }

    /** A team's leader, as her token knows her. */
    public static Api leading(int port, String team) {
        return new Api(port, TestTokens.shared().role("team-leader").team(team));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request =
                request(path).POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public Answer patch(String path, String etag, String body) {
        return send(request(path)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", etag)
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    /** The ids of all pages of a list. */
    public List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(path + cursor).is(200).body();
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            JsonNode next = page.path("next");
            cursor = next.isNull() ? "" : (path.contains("?") ? "&" : "?") + "cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return ids;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            String body = answer.body().isEmpty() ? "{}" : answer.body();
            return new Answer(answer.statusCode(), answer.headers(), JSON.readTree(body));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** An answer with its body read. */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {

        public Answer is(int wanted) {
            assertThat(status).as(body.toString()).isEqualTo(wanted);
            return this;
        }

        /** A refusal of this status and code. */
        public Answer refuses(int wanted, String code) {
            is(wanted);
            assertThat(text("code")).as(body.toString()).isEqualTo(code);
            return this;
        }

        public String text(String member) {
            return body.path(member).asString();
        }

        public String etag() {
            return headers.firstValue("ETag").orElseThrow();
        }

        public String location() {
            return headers.firstValue("Location").orElseThrow();
        }
    }
}
