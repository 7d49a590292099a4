package io.communitycloud.common.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An OpenID provider that can be away; its port stays its own meanwhile. */
public final class Provider implements AutoCloseable {

    public static final String AUDIENCE = "community-cloud";

    private final HttpServer server;
    private final RSAKey key = key("known");
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private final AtomicInteger keysAsked = new AtomicInteger();
    private volatile boolean away;
    private volatile int lifetimeSeconds = 300;

    public Provider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys","token_endpoint":"%1$s/a/path/of/its/own"}""".formatted(issuer())));
        server.createContext("/keys", exchange -> {
            keysAsked.incrementAndGet();
            answer(exchange, new JWKSet(key.toPublicJWK()).toString());
        });
        server.createContext(
                "/a/path/of/its/own",
                exchange -> answer(
                        exchange,
                        "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                                .formatted(tokensGiven.incrementAndGet(), lifetimeSeconds)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int tokensGiven() {
        return tokensGiven.get();
    }

    public int keysAsked() {
        return keysAsked.get();
    }

    /** Answers 503 to everything from now on. */
    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    public void giveTokensFor(int seconds) {
        lifetimeSeconds = seconds;
    }

    /** A token as this provider signs it, with claims changed. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.RS256, key, change);
    }

    /** A token signed with a key this provider never published. */
    public String forgedToken(String keyId) {
        return signed(JWSAlgorithm.RS256, key(keyId), claims -> claims);
    }

    /** A token of the right key and another algorithm. */
    public String tokenBy(JWSAlgorithm algorithm) {
        return signed(algorithm, key, claims -> claims);
    }

    /** The old trick: the public key's text as a shared secret. */
    public String tokenBySharedSecret() {
        try {
            byte[] secret = key.toRSAPublicKey().getEncoded();
            return signed(JWSAlgorithm.HS256, new MACSigner(secret), claims -> claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token nobody signed. */
    public String unsignedToken() {
        return new PlainJWT(claims().build()).serialize();
    }

    private String signed(JWSAlgorithm algorithm, RSAKey by, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(by.getKeyID()).build(),
                    change.apply(claims()).build());
            token.sign(new RSASSASigner(by));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                change.apply(claims()).build());
        token.sign(signer);
        return token.serialize();
    }

    /** By the machine's clock, as the decoder's validators are. */
    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .subject("li")
                .jwtID("id-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
