package io.communitycloud.common.testing.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An identity provider within the test's own process: discovery, keys, client credentials, and a token for every role.
 *
 * <p>One per JVM, so that contexts which were cached for one test class stay good for the next.
 */
public final class TestTokens {

    /** The audience every service expects. */
    public static final String AUDIENCE = "community-cloud";

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int KEY_BITS = 2048;

    private final RSAKey key;
    private final RSAKey stranger;
    private final HttpServer server;
    private final Clock clock;

    private TestTokens(Clock clock) {
        this.clock = clock;
        try {
            key = new RSAKeyGenerator(KEY_BITS).keyID("test-1").generate();
            stranger = new RSAKeyGenerator(KEY_BITS).keyID("test-1").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform makes RSA keys", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, """
                        {"issuer":"%1$s","jwks_uri":"%1$s/oauth2/jwks","token_endpoint":"%1$s/oauth2/token",\
                        "response_types_supported":["code"],"subject_types_supported":["public"],\
                        "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer())));
        server.createContext("/oauth2/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext(
                "/oauth2/token",
                exchange -> answer(
                        exchange,
                        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                                .formatted(role("system").mint())));
        server.setExecutor(Thread::startVirtualThread);
        server.start();
    }

    /** The provider of this JVM. */
    public static TestTokens shared() {
        return Shared.TOKENS;
    }

    /** What goes into {@code OIDC_ISSUER_URI}. */
    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token to be, of a person or system with this role and an area of the role's level. */
    public Token role(String role) {
        return new Token().claim("roles", List.of(role)).subject("test-" + role).area(areaOf(role));
    }

    /** As {@link #role}, with every other claim a scope may ask for filled in. */
    public Token complete(String role) {
        return role(role)
                .resident("01TESTRESIDENT000000000001")
                .facility("01TESTFACILITY000000000001")
                .team("01TESTTEAM0000000000000001")
                .firm("01TESTFIRM0000000000000001")
                .bureau("health");
    }

    private static String areaOf(String role) {
        return switch (role) {
            case "city-operator", "system", "auditor", "operations", "bureau-client", "province-team" -> "310000000000";
            case "district-operator" -> "310101000000";
            case "street-operator", "approver" -> "310101002000";
            default -> "310101002001";
        };
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Only made when a test asks for it. */
    private static final class Shared {

        static final TestTokens TOKENS = new TestTokens(Clock.systemUTC());
    }

    /** A token before it is signed; each method gives the same token back, changed. */
    public final class Token {

        private final Map<String, Object> claims = new TreeMap<>();
        private Instant issuedAt = clock.instant();
        private Duration lifetime = LIFETIME;
        private RSAKey signer = key;

        private Token() {
            claims.put("iss", issuer());
            claims.put("aud", List.of(AUDIENCE));
            claims.put("azp", "test");
            claims.put("jti", UUID.randomUUID().toString());
        }

        public Token claim(String name, Object value) {
            claims.put(name, value);
            return this;
        }

        public Token subject(String subject) {
            return claim("sub", subject).claim("name", subject);
        }

        public Token area(String code) {
            return claim("area", code);
        }

        public Token resident(String id) {
            return claim("resident_id", id);
        }

        public Token bureau(String id) {
            return claim("bureau", id);
        }

        public Token facility(String id) {
            return claim("facility_id", id);
        }

        public Token firm(String id) {
            return claim("firm_id", id);
        }

        public Token team(String id) {
            return claim("team_id", id);
        }

        /** A token nobody may accept any more. */
        public Token expired() {
            issuedAt = clock.instant().minus(Duration.ofHours(2));
            lifetime = LIFETIME;
            return this;
        }

        /** A token that outlives what a test does to the clock. */
        public Token lasting(Duration time) {
            lifetime = time;
            return this;
        }

        /** A token signed with a key the provider never published under its id. */
        public Token forged() {
            signer = stranger;
            return this;
        }

        /** The compact form, to be sent after {@code Bearer }. */
        public String mint() {
            var set = new JWTClaimsSet.Builder();
            claims.forEach(set::claim);
            set.claim("iat", issuedAt.getEpochSecond());
            set.claim("exp", issuedAt.plus(lifetime).getEpochSecond());
            try {
                var token = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(signer.getKeyID())
                                .build(),
                        set.build());
                token.sign(new RSASSASigner(signer));
                return token.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException("A key made for signing signs", e);
            }
        }
    }
}
