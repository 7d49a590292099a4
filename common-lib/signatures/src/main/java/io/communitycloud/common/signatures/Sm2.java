package io.communitycloud.common.signatures;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** SM2 (GB/T 32918), which no JDK has; its library is loaded with the first key and registered with nobody. */
final class Sm2 {

    private static final Provider PROVIDER = new BouncyCastleProvider();

    /** SubjectPublicKeyInfo up to the coordinates: the curve by its name, never by parameters, and a whole point. */
    private static final byte[] HEAD =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a811ccf5501822d03420004");

    private static final int COORDINATES = 64;

    private Sm2() {}

    /** A point of the curve; where it is none, or not on it, there is no key. */
    static PublicKey read(byte[] spki) throws GeneralSecurityException {
        if (spki.length != HEAD.length + COORDINATES || !Arrays.equals(spki, 0, HEAD.length, HEAD, 0, HEAD.length)) {
            throw new InvalidKeySpecException("Not a point of SM2's curve");
        }
        return KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(spki));
    }

    static Signature engine(String name) throws GeneralSecurityException {
        return Signature.getInstance(name, PROVIDER);
    }

    static KeyPair newPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
        generator.initialize(new ECGenParameterSpec("sm2p256v1"));
        return generator.generateKeyPair();
    }
}
