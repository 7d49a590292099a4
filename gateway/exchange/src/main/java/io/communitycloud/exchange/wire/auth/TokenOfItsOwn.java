package io.communitycloud.exchange.wire.auth;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import io.communitycloud.exchange.wire.http.HttpWire;
import io.communitycloud.exchange.wire.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A token that the system itself gives for user and password, in JSON. The manifest names {@code user}, {@code secret},
 * {@code path}, {@code header} and, in the answer, {@code token} and {@code seconds}.
 */
@Component
class TokenOfItsOwn implements Authentication {

    private static final Duration SHORTLY = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final Credentials credentials;
    private final ObjectProvider<HttpWire> http;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    TokenOfItsOwn(Credentials credentials, ObjectProvider<HttpWire> http, Clock clock) {
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("token");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        Token token = tokens.get(call.manifest().id());
        if (token == null || !clock.instant().isBefore(token.until())) {
            token = fetch(call);
            tokens.put(call.manifest().id(), token);
        }
        draft.header(call.manifest().authentication().path("header").asString("X-Token"), token.value());
    }

    @Override
    public boolean refused(Reply reply, WireCall call) {
        return reply.status() == 401;
    }

    @Override
    public void forget(WireCall call) {
        tokens.remove(call.manifest().id());
    }

    private Token fetch(WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        String question = JSON.writeValueAsString(
                Map.of("user", settings.path("user").asString(""), "password", Secrets.text(credentials, settings)));
        Draft draft = new Draft(
                        "POST", call.manifest().base() + settings.path("path").asString(""))
                .header("Accept", "application/json")
                .body(question.getBytes(StandardCharsets.UTF_8), "application/json; charset=UTF-8");
        Reply reply = http.getObject().sendUnsigned(draft, call);
        if (reply.status() >= 500) {
            throw new WireFault(reply.status() == 503 ? WireFault.Kind.UNAVAILABLE : WireFault.Kind.FAILED);
        }
        try {
            JsonNode answer = JSON.readTree(reply.body());
            String value = answer.path(settings.path("token").asString("token")).asString("");
            if (reply.status() != 200 || value.isEmpty()) {
                throw new WireFault(WireFault.Kind.UNAUTHORIZED);
            }
            Duration life = Duration.ofSeconds(
                    answer.path(settings.path("seconds").asString("seconds")).asLong(0));
            return new Token(value, clock.instant().plus(life).minus(SHORTLY));
        } catch (JacksonException unreadable) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
    }

    private record Token(String value, Instant until) {

        @Override
        public String toString() {
            return "Token[until=" + until + "]";
        }
    }
}
