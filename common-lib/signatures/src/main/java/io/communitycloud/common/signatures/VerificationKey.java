package io.communitycloud.common.signatures;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key and the one algorithm it is for.
 *
 * @param spki the SubjectPublicKeyInfo in base64, without PEM's lines
 */
public record VerificationKey(SignatureAlgorithm algorithm, PublicKey key, String spki) {

    private static final int P256_BITS = 256;
    private static final String P256_ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    /**
     * Reads a key in PEM or in base64.
     *
     * @throws IllegalArgumentException where it is none, or none for this algorithm
     */
    public static VerificationKey read(SignatureAlgorithm algorithm, String text) {
        String spki = text.replace("-----BEGIN PUBLIC KEY-----", "")
                .replace("-----END PUBLIC KEY-----", "")
                .replaceAll("\\s", "");
        byte[] encoded = Base64.getDecoder().decode(spki);
        try {
            PublicKey key = switch (algorithm) {
                case ED25519 -> KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
                case ECDSA_P256_SHA256 ->
                    onP256(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
                case SM2_SM3 -> Sm2.read(encoded);
            };
            return new VerificationKey(algorithm, key, spki);
        } catch (GeneralSecurityException unfit) {
            throw new IllegalArgumentException("Not a public key for " + algorithm.identifier(), unfit);
        }
    }

    private static PublicKey onP256(PublicKey key) {
        if (key instanceof ECPublicKey point
                && point.getParams().getCurve().getField().getFieldSize() == P256_BITS
                && point.getParams().getOrder().toString(16).equals(P256_ORDER)) {
            return key;
        }
        throw new IllegalArgumentException("Not a point of P-256");
    }

    /** SHA-256 over the encoded key in hexadecimal, for people who compare. */
    public String fingerprint() {
        try {
            byte[] encoded = Base64.getDecoder().decode(spki.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
