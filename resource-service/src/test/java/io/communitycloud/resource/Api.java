package io.communitycloud.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service as its callers see it. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final LocalDate EDITION = LocalDate.of(2023, 6, 30);

    /** A crowd of callers is one thing, a crowd of connections that all open at once another, which no test is about. */
    private static final Semaphore CONNECTIONS = new Semaphore(200);

    private final int port;

    public Api(int port) {
        this.port = port;
    }

    /** The city, its districts and one street, as the resident service would tell of them. */
    public static void knowAreas(AreaTree tree) {
        List<Area> areas = new ArrayList<>();
        areas.add(new Area("310000000000", Level.CITY, "上海市", null, EDITION, null, null));
        for (String code : List.of(
                "01", "04", "05", "06", "07", "09", "10", "12", "13", "14", "15", "16", "17", "18", "20", "51")) {
            areas.add(new Area(
                    "3101" + code + "000000", Level.DISTRICT, "区" + code, "310000000000", EDITION, null, null));
        }
        areas.add(new Area("310101002000", Level.STREET, "街道", "310101000000", EDITION, null, null));
        tree.put(areas);
    }

    /** An answer with its body read. */
    public record Answer(int status, JsonNode body, String etag) {

        public Answer is(int wanted) {
            assertThat(status).as(body.toString()).isEqualTo(wanted);
            return this;
        }

        public String text(String member) {
            return body.path(member).asString();
        }
    }

    public Answer get(String path, Token caller) {
        return send(request(path, caller).GET());
    }

    public Answer post(String path, Token caller, String body, String... headers) {
        return post(path, caller.mint(), body, headers);
    }

    public Answer post(String path, String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public Answer patch(String path, Token caller, String etag, String body) {
        return send(request(path, caller)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", etag)
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, Token caller) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + caller.mint());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            CONNECTIONS.acquire();
            HttpResponse<String> answer;
            try {
                answer = HTTP.send(request.build(), BodyHandlers.ofString());
            } finally {
                CONNECTIONS.release();
            }
            String body = answer.body().isEmpty() ? "{}" : answer.body();
            return new Answer(
                    answer.statusCode(),
                    JsonMapper.shared().readTree(body),
                    answer.headers().firstValue("ETag").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
