package io.communitycloud.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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
import java.util.function.Supplier;

/** An identity provider that gives anyone who asks at {@code /token} a token for an hour. */
final class TokenIssuer {

    private TokenIssuer() {}

    static void serve(int port) {
        try {
            String issuer = "http://127.0.0.1:" + port;
            RSAKey key = new RSAKeyGenerator(2048).keyID("bench").generate();
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            answer(server, "/.well-known/openid-configuration", () -> """
                    {"issuer":"%1$s","jwks_uri":"%1$s/keys"}""".formatted(issuer));
            answer(server, "/keys", () -> new JWKSet(key.toPublicJWK()).toString());
            answer(server, "/token", () -> token(issuer, key, Clock.systemUTC().instant()));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(String issuer, RSAKey key, Instant now) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience("community-cloud")
                        .subject("bench")
                        .claim("azp", "bench")
                        .claim("roles", List.of("social-worker"))
                        .claim("area", "310101002001")
                        .claim("iat", now.getEpochSecond())
                        .claim("exp", now.plus(Duration.ofHours(1)).getEpochSecond())
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static void answer(HttpServer server, String path, Supplier<String> text) {
        server.createContext(path, exchange -> {
            try (exchange) {
                byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }
}
