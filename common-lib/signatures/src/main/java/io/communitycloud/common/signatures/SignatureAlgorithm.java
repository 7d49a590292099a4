package io.communitycloud.common.signatures;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/** The algorithms accepted, by their names in the IANA registry of HTTP signature algorithms. */
public enum SignatureAlgorithm {
    ED25519("ed25519", "Ed25519"),
    ECDSA_P256_SHA256("ecdsa-p256-sha256", "SHA256withECDSAinP1363Format");

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
            Signature verifier = Signature.getInstance(jca);
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
            Signature signer = Signature.getInstance(jca);
            signer.initSign(key);
            signer.update(base);
            return signer.sign();
        } catch (GeneralSecurityException unfit) {
            throw new IllegalArgumentException("Not a key for " + identifier, unfit);
        }
    }
}
