package io.communitycloud.common.signatures;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/** The algorithms accepted, by their names in the IANA registry of HTTP signature algorithms, which knows no SM2. */
public enum SignatureAlgorithm {
    ED25519("ed25519", "Ed25519"),
    ECDSA_P256_SHA256("ecdsa-p256-sha256", "SHA256withECDSAinP1363Format"),
    /**
     * SM2 over SM3 (GB/T 32918, GB/T 32905).
     *
     * <p>Under the usual user id {@code 1234567812345678}, and in DER as GM/T 0009 has it.
     */
    SM2_SM3("sm2-sm3", "SM3withSM2");

    private static final int P256_BITS = 256;

    private final String identifier;
    private final String jca;

    SignatureAlgorithm(String identifier, String jca) {
        this.identifier = identifier;
        this.jca = jca;
    }

    public String identifier() {
        return identifier;
    }

    public static Optional<SignatureAlgorithm> named(String identifier) {
        for (SignatureAlgorithm each : values()) {
            if (each.identifier.equals(identifier)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether the key made this signature over this base. A signature of a wrong length is none. */
    public boolean verifies(PublicKey key, byte[] base, byte[] signature) {
        try {
            Signature verifier = engine();
            verifier.initVerify(key);
            verifier.update(base);
            return verifier.verify(signature);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }

    /** Signs with a key of this algorithm. */
    public byte[] sign(PrivateKey key, byte[] base) {
        try {
            Signature signer = engine();
            signer.initSign(key);
            signer.update(base);
            return signer.sign();
        } catch (GeneralSecurityException unfit) {
            throw new IllegalArgumentException("Not a key for " + identifier, unfit);
        }
    }

    /** A fresh pair of this algorithm. */
    public KeyPair newPair() {
        try {
            return switch (this) {
                case ED25519 -> KeyPairGenerator.getInstance(jca).generateKeyPair();
                case ECDSA_P256_SHA256 -> {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                    generator.initialize(P256_BITS);
                    yield generator.generateKeyPair();
                }
                case SM2_SM3 -> Sm2.newPair();
            };
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(identifier + " is known here", impossible);
        }
    }

    private Signature engine() throws GeneralSecurityException {
        return this == SM2_SM3 ? Sm2.engine(jca) : Signature.getInstance(jca);
    }
}
