package io.communitycloud.exchange.wire.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JWT of our own, HS256, made for each call; {@code issuer}, {@code audience}, {@code minutes} and {@code secret} stand in
 * the manifest.
 */
@Component
class JwtBearer implements Authentication {

    private final Credentials credentials;
    private final Clock clock;
    private final Nonces nonces;

    JwtBearer(Credentials credentials, Clock clock, Nonces nonces) {
        this.credentials = credentials;
        this.clock = clock;
        this.nonces = nonces;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("jwt-bearer");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.path("issuer").asString(""))
                .audience(settings.path("audience").asString(""))
                .claim("iat", now.getEpochSecond())
                .claim(
                        "exp",
                        now.plus(Duration.ofMinutes(settings.path("minutes").asInt(5)))
                                .getEpochSecond())
                .jwtID(nonces.text())
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            jwt.sign(new MACSigner(Secrets.text(credentials, settings).getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException noKey) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
        draft.header("Authorization", "Bearer " + jwt.serialize());
    }
}
