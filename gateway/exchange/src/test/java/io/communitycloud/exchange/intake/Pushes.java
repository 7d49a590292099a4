package io.communitycloud.exchange.intake;

import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.exchange.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays the systems that push: signs as HLT-03 does and posts to the inbox. */
final class Pushes {

    static final String SECRET = "a-secret-of-the-health-commission";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;

    Pushes(int port) {
        this.port = port;
        Surroundings.secret("hlt-03/hmac-key", SECRET);
        Surroundings.secret("emb-01/api-key", SECRET);
    }

    record Answer(int status, String location, String text) {

        JsonNode body() {
            return JsonMapper.shared().readTree(text.isEmpty() ? "{}" : text);
        }

        String code() {
            return body().path("code").asString("");
        }
    }

    /** A task of HLT-03. */
    static Map<String, String> task(String id, String name, String number) {
        return Map.of("taskId", id, "name", name, "idNo", number, "fromArea", "境外", "arriveAt", "2026-11-20 09:12:00");
    }

    static byte[] list(String batchNo, List<?> tasks) {
        return JsonMapper.shared().writeValueAsBytes(Map.of("batchNo", batchNo, "tasks", tasks));
    }

    /** Signed at that time. */
    Answer push(byte[] body, Instant at) {
        return push(body, Long.toString(at.toEpochMilli()), body);
    }

    Answer push(byte[] body, String time, byte[] signed) {
        String signature =
                HexFormat.of().formatHex(Proving.sign(SECRET.getBytes(StandardCharsets.UTF_8), time, signed));
        return post("HLT-03", body, "X-Timestamp", time, "X-Signature", "sha256=" + signature);
    }

    Answer post(String system, byte[] body, String... headers) {
        return send("/legacy/" + system + "/inbox", body, headers);
    }

    Answer file(String system, String name, byte[] content) {
        return send("/legacy/" + system + "/inbox?file=" + name, content);
    }

    Answer get(String path, Token caller) {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + caller.mint()));
    }

    private Answer send(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Accept-Language", "en")
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(), answer.headers().firstValue("Location").orElse(""), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
