package io.communitycloud.exchange.wire.rest;

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

/** OAuth 2 client credentials (RFC 6749, 4.4): one token per system, shared by its calls until shortly before its end. */
@Component
class ClientCredentials implements Authentication {

    private static final Duration SHORTLY = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final Credentials credentials;
    private final ObjectProvider<HttpWire> http;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    ClientCredentials(Credentials credentials, ObjectProvider<HttpWire> http, Clock clock) {
        this.credentials = credentials;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("oauth2-client-credentials");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        Token token = tokens.get(call.manifest().id());
        if (token == null || !clock.instant().isBefore(token.until())) {
            token = fetch(call);
            tokens.put(call.manifest().id(), token);
        }
        draft.header("Authorization", "Bearer " + token.value());
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
        String secret;
        try {
            secret = credentials.text(settings.path("secret").asString(""));
        } catch (Credentials.Missing missing) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
        Draft draft = new Draft(
                        "POST",
                        call.manifest().base() + settings.path("tokenPath").asString(""))
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        SimpleAuthentications.basic(settings.path("client").asString(""), secret))
                .body(
                        "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8),
                        "application/x-www-form-urlencoded");
        Reply reply = http.getObject().sendUnsigned(draft, call);
        if (reply.status() >= 500) {
            throw new WireFault(WireFault.Kind.FAILED);
        }
        try {
            JsonNode answer = JSON.readTree(reply.body());
            String value = answer.path("access_token").asString("");
            if (reply.status() != 200 || value.isEmpty()) {
                throw new WireFault(WireFault.Kind.UNAUTHORIZED);
            }
            Duration lifetime = Duration.ofSeconds(answer.path("expires_in").asLong(0));
            Instant until = clock.instant().plus(lifetime).minus(SHORTLY);
            return new Token(value, until);
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
