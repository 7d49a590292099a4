package io.communitycloud.emergency.quarantine;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** An Ed25519 key pair (RFC 8032), made from its 32 private bytes alone. */
final class SigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int LENGTH = 32;

    private final KeyPair pair;
    private final String x;
    private final String id;

    /**
     * Makes the pair.
     *
     * @throws IllegalArgumentException where these are not 32 bytes in base64
     */
    SigningKey(String base64) {
        byte[] seed = Base64.getDecoder().decode(base64);
        if (seed.length != LENGTH) {
            throw new IllegalArgumentException("emergency.certificate.keys: an Ed25519 key has 32 bytes in base64");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            pair = generator.generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded(); // X.509: the 32 bytes of the point stand at its end
            x = text(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
            // RFC 7638: the members of the key in the order of the alphabet, without blanks.
            id = text(MessageDigest.getInstance("SHA-256")
                    .digest("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}"
                            .formatted(x)
                            .getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 is part of every Java platform since 15", impossible);
        }
    }

    /** The thumbprint of the public key (RFC 7638). */
    String id() {
        return id;
    }

    /** The public key as {@code x} of a JSON web key (RFC 8037). */
    String x() {
        return x;
    }

    String sign(String input) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return text(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean verifies(String input, byte[] signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(pair.getPublic());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Gives the bytes it was given: the generator asks for exactly the private key. A test holds it to RFC 8032. */
    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final transient byte[] seed;

        Fixed(byte[] seed) {
            super();
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("the generator asked for " + bytes.length + " bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
