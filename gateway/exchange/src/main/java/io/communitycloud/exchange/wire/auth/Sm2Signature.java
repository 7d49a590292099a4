package io.communitycloud.exchange.wire.auth;

import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.http.Authentication;
import io.communitycloud.exchange.wire.http.Draft;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * SM2 with SM3 (GB/T 32918, the usual user id) over application, time, nonce and the body's SM3, each on a line of its own,
 * in the headers {@code X-App-Id}, {@code X-Timestamp} (seconds), {@code X-Nonce}, {@code X-Signature} (DER in base64);
 * {@code app} and {@code secret} (PKCS#8 in PEM) stand in the manifest.
 */
@Component
class Sm2Signature implements Authentication {

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final Credentials credentials;
    private final Clock clock;
    private final Nonces nonces;

    Sm2Signature(Credentials credentials, Clock clock, Nonces nonces) {
        this.credentials = credentials;
        this.clock = clock;
        this.nonces = nonces;
    }

    @Override
    public Set<String> kinds() {
        return Set.of("sm2-sm3");
    }

    @Override
    public void sign(Draft draft, WireCall call) throws WireFault {
        ObjectNode settings = call.manifest().authentication();
        String app = settings.path("app").asString("");
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String nonce = nonces.text();
        String text = String.join("\n", app, timestamp, nonce, Sm3.of(draft.body()));
        draft.header("X-App-Id", app)
                .header("X-Timestamp", timestamp)
                .header("X-Nonce", nonce)
                .header("X-Signature", signature(Secrets.text(credentials, settings), text));
    }

    private static String signature(String pem, String text) throws WireFault {
        try {
            byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            PrivateKey own = KeyFactory.getInstance("EC", PROVIDER).generatePrivate(new PKCS8EncodedKeySpec(key));
            Signature signature = Signature.getInstance("SM3withSM2", PROVIDER);
            signature.initSign(own);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            throw new WireFault(WireFault.Kind.UNAUTHORIZED);
        }
    }
}
