package io.communitycloud.identityprovider.key;

import io.communitycloud.identityprovider.IdentitySettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The copy's secrets: one master from which every client's secret derives, and one for demonstrations.
 *
 * <p>The launcher derives the same client secrets from the same file and hands them to the services it starts, so that
 * neither side needs a list.
 */
@Component
public class Secrets {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] master;
    private final byte[] demo;

    Secrets(IdentitySettings settings) {
        this.master = Base64.getDecoder()
                .decode(SecretFile.readOrCreate(settings.secrets().resolve("master"), Secrets::random));
        this.demo = SecretFile.readOrCreate(settings.secrets().resolve("demo"), Secrets::random)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The secret of a client: base64url of HMAC-SHA256 over {@code client:<id>} under the master. */
    public String ofClient(String clientId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(master, ALGORITHM));
            byte[] digest = mac.doFinal(("client:" + clientId).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + ALGORITHM, e);
        }
    }

    /** Whether the caller knows what only the owner of this machine can read. */
    public boolean opensDemo(String presented) {
        return MessageDigest.isEqual(demo, presented.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
