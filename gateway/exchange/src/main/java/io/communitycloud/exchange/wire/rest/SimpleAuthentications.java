package io.communitycloud.exchange.wire.rest;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What needs nothing but a secret: a key in a header, a key in the query, user and password. */
@Component
class SimpleAuthentications implements Authentication {

    private final Credentials credentials;

    SimpleAuthentications(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("none", "api-key-header", "api-key-query", "basic");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        switch (settings.path("kind").asString("")) {
            case "api-key-header" -> draft.header(settings.path("header").asString("X-Api-Key"), secret(settings));
            case "api-key-query" -> draft.query(settings.path("parameter").asString("key"), secret(settings));
            case "basic" ->
                draft.header("Authorization", basic(settings.path("user").asString(""), secret(settings)));
            default -> {
                // Nothing is asked for.
            }
        }
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String secret(ObjectNode settings) throws WireFault {
        try {
            return credentials.text(settings.path("secret").asString(""));
        } catch (Credentials.Missing missing) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
    }
}
