package io.communitycloud.common.signatures;

import io.communitycloud.common.signatures.SignatureRefused.Reason;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** The field {@code Content-Digest} of RFC 9530. */
public final class ContentDigest {

    private static final String SHA_256 = "sha-256";
    private static final String SHA_512 = "sha-512";

    private ContentDigest() {}

    /** The field's value for a body. */
    public static String of(byte[] body) {
        return SHA_256 + "=:" + Base64.getEncoder().encodeToString(digest("SHA-256", body)) + ":";
    }

    /**
     * Holds a body against the digests that were sent with it; of those we know there must be one, and all must be right.
     *
     * @throws SignatureRefused where the body is another, or nothing can be said of it
     */
    static void require(List<String> fields, byte[] body) {
        StructuredReader reader = new StructuredReader(String.join(", ", fields).strip());
        int known = 0;
        do {
            reader.spaces();
            String algorithm = reader.key();
            reader.require('=');
            byte[] told = reader.bytes();
            if (algorithm.equals(SHA_256) || algorithm.equals(SHA_512)) {
                known++;
                if (!MessageDigest.isEqual(told, digest(algorithm.equals(SHA_256) ? "SHA-256" : "SHA-512", body))) {
                    throw new SignatureRefused(Reason.DIGEST);
                }
            }
            reader.spaces();
        } while (reader.next(','));
        if (known == 0 || !reader.atEnd()) {
            throw StructuredReader.malformed();
        }
    }

    private static byte[] digest(String algorithm, byte[] body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
