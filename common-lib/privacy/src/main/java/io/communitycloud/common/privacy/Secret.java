package io.communitycloud.common.privacy;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** 32 bytes of key material that came from outside; refuses what was never random. */
public final class Secret {

    static final int LENGTH = 32;

    /** 32 random bytes have about 30 different values; fewer than 16 happens once in 10^17 keys. */
    private static final int LEAST_DIFFERENT_BYTES = 16;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a secret.
     *
     * @param setting the name of the environment variable, for the sentence that explains a refusal
     * @param base64 32 bytes in base64; throws {@link UnfitSecret} if missing, malformed or guessable
     */
    public static Secret of(String setting, @Nullable String base64) {
        if (base64 == null || base64.isBlank()) {
            throw new UnfitSecret(setting, "is not set");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new UnfitSecret(setting, "is not base64");
        }
        if (bytes.length != LENGTH) {
            throw new UnfitSecret(setting, "has " + bytes.length + " bytes and not " + LENGTH);
        }
        if (guessable(bytes)) {
            throw new UnfitSecret(setting, "is a known or guessable value");
        }
        return new Secret(bytes);
    }

    /** Whether two settings hold one secret. */
    public boolean sameAs(Secret other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Repetitions, sequences and pass phrases: what documentation and examples contain. */
    private static boolean guessable(byte[] bytes) {
        boolean fewValues =
                IntStream.range(0, LENGTH).map(i -> bytes[i]).distinct().count() < LEAST_DIFFERENT_BYTES;
        boolean constantStep = IntStream.range(2, LENGTH)
                .allMatch(i -> (byte) (bytes[i] - bytes[i - 1]) == (byte) (bytes[1] - bytes[0]));
        boolean text = IntStream.range(0, LENGTH).allMatch(i -> bytes[i] >= ' ' && bytes[i] <= '~');
        return fewValues || constantStep || text;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
