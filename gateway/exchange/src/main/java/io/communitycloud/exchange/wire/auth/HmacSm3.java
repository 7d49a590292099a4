package io.communitycloud.exchange.wire.auth;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * HMAC-SM3 over method, target, time, nonce and the body's SM3, each on a line of its own, in the headers {@code X-App-Id},
 * {@code X-Timestamp} (seconds), {@code X-Nonce}, {@code X-Sign}; {@code app} and {@code secret} stand in the manifest.
 */
@Component
class HmacSm3 implements Authentication {

    private final Credentials credentials;
    private final Clock clock;
    private final Nonces nonces;

    HmacSm3(Credentials credentials, Clock clock, Nonces nonces) {
        this.credentials = credentials;
        this.clock = clock;
        this.nonces = nonces;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("hmac-sm3");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String nonce = nonces.text();
        String text = String.join("\n", draft.method(), draft.target(), timestamp, nonce, Sm3.of(draft.body()));
        draft.header("X-App-Id", settings.path("app").asString(""))
                .header("X-Timestamp", timestamp)
                .header("X-Nonce", nonce)
                .header("X-Sign", Sm3.mac(Secrets.text(credentials, settings), text));
    }
}
