package io.communitycloud.common.identity.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** The access token of this service as itself (client credentials), fetched anew shortly before it ends. */
final class SystemToken {

    private static final Duration EARLY = Duration.ofSeconds(30);

    private final RestClient client;
    private final String issuer;
    private final String id;
    private final String secret;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Held held;
    private volatile @Nullable String endpoint;

    SystemToken(RestClient client, String issuer, String id, String secret, Clock clock) {
        this.client = client;
        this.issuer = issuer;
        this.id = id;
        this.secret = secret;
        this.clock = clock;
    }

    String value() {
        Held now = held;
        if (now != null && clock.instant().isBefore(now.until())) {
            return now.token();
        }
        fetching.lock();
        try {
            Held other = held;
            if (other != null && clock.instant().isBefore(other.until())) {
                return other.token();
            }
            Held fetched = fetch();
            held = fetched;
            return fetched.token();
        } finally {
            fetching.unlock();
        }
    }

    private Held fetch() {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        Map<String, Object> answer = client.post()
                .uri(endpoint())
                .headers(headers -> headers.setBasicAuth(id, secret))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        if (answer == null
                || !(answer.get("access_token") instanceof String token)
                || !(answer.get("expires_in") instanceof Number seconds)) {
            throw new IllegalStateException("the identity provider gave no token");
        }
        Instant end = clock.instant().plusSeconds(seconds.longValue());
        return new Held(token, end.minus(EARLY));
    }

    /** Every provider has its own path for it and says so in its discovery document. */
    private String endpoint() {
        String known = endpoint;
        if (known != null) {
            return known;
        }
        Map<String, Object> configuration = client.get()
                .uri(issuer + "/.well-known/openid-configuration")
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        if (configuration == null || !(configuration.get("token_endpoint") instanceof String found)) {
            throw new IllegalStateException("the identity provider does not say where it gives tokens");
        }
        endpoint = found;
        return found;
    }

    private record Held(String token, Instant until) {}
}
