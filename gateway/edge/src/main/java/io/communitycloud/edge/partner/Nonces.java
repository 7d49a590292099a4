package io.communitycloud.edge.partner;

import io.communitycloud.edge.forward.Asking;
import io.communitycloud.edge.route.Instances;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Asks the exchange, which keeps nonces durably, whether a signed call came before. */
@Component
class Nonces {

    private static final String EXCHANGE = "exchange";
    private static final int TAKEN = 204;
    private static final int REPLAYED = 409;

    private final Instances instances;
    private final Asking asking;
    private final PartnerProperties properties;
    private final JsonMapper json;

    Nonces(Instances instances, Asking asking, PartnerProperties properties, JsonMapper json) {
        this.instances = instances;
        this.asking = asking;
        this.properties = properties;
        this.json = json;
    }

    /** Whether the nonce is new; empty where nobody can tell, so that nobody may be let in. */
    Optional<Boolean> take(String authorization, String keyId, String nonce, Instant until) {
        Optional<URI> exchange = instances.next(EXCHANGE);
        if (exchange.isEmpty()) {
            return Optional.empty();
        }
        String claim = json.writeValueAsString(Map.of("keyId", keyId, "nonce", nonce, "until", until.toString()));
        return asking.post(
                        exchange.get().resolve("/internal/nonces"),
                        claim,
                        properties.patience(),
                        Map.of("Authorization", authorization))
                .flatMap(answer -> switch (answer.statusCode()) {
                    case TAKEN -> Optional.of(true);
                    case REPLAYED -> Optional.of(false);
                    default -> Optional.<Boolean>empty();
                });
    }
}
