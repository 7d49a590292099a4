package io.communitycloud.exchange.intake;

import io.communitycloud.common.identity.calls.SystemCalls;
import io.communitycloud.common.web.json.JsonShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service that rows are handed to, asked as the exchange itself: what it answers is told from its being away. */
final class Owner {

    /** Said by who is not at fault for what was sent: it may be taken later. */
    private static final Set<Integer> LATER = Set.of(401, 403, 404, 408, 409, 425, 429);

    private final String name;
    private final RestClient client;
    private final JsonMapper json;

    Owner(String name, SystemCalls calls, JsonMapper json) {
        this.name = name;
        this.client = calls.to(name);
        this.json = JsonShape.tolerant(json);
    }

    /** An answer that is for good. */
    record Answer(int status, JsonNode body) {

        boolean good() {
            return status < 300;
        }

        String code() {
            return body.path("code").asString("refused-by-owner");
        }
    }

    /**
     * Asks, under a key that makes two askings one.
     *
     * @param conflictIsAnswer whether 409 means that it was done before
     * @throws OwnerAway where it does not answer, or cannot take it at present
     */
    Answer send(HttpMethod method, String path, @Nullable String key, @Nullable Object body, boolean conflictIsAnswer) {
        return send(method, path, key, null, body, conflictIsAnswer);
    }

    /** As {@link #send(HttpMethod, String, String, Object, boolean)}, within an area. */
    Answer send(
            HttpMethod method,
            String path,
            @Nullable String key,
            @Nullable String area,
            @Nullable Object body,
            boolean conflictIsAnswer) {
        try {
            RestClient.RequestBodySpec request = client.method(method).uri(path);
            if (area != null) {
                request.header("X-Scope-Area", area);
            }
            if (key != null) {
                request.header("Idempotency-Key", "\"" + key + "\"");
            }
            if (body != null) {
                request.contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(body));
            }
            Answer answer = request.exchange((sent, got) -> {
                int status = got.getStatusCode().value();
                return new Answer(status, tree(got.getBody().readAllBytes()));
            });
            if (answer == null) {
                throw new OwnerAway(name + " answered nothing", null);
            }
            if (answer.status() >= 500
                    || (LATER.contains(answer.status()) && !(conflictIsAnswer && answer.status() == 409))) {
                throw new OwnerAway(name + " answered " + answer.status() + " " + answer.code(), null);
            }
            return answer;
        } catch (RestClientException | IllegalStateException | JacksonException away) {
            throw new OwnerAway(name + " does not answer", away);
        }
    }

    private JsonNode tree(byte[] body) throws IOException {
        return body.length == 0 ? json.createObjectNode() : json.readTree(new String(body, StandardCharsets.UTF_8));
    }
}
