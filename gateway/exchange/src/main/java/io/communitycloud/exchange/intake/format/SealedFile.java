package io.communitycloud.exchange.intake.format;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A file enciphered with SM4 (GB/T 32907-2016) in GCM: whoever has the key made it, and nobody altered it since.
 *
 * <p>Form: the five bytes {@code SM4G1}, twelve bytes nonce, cipher text with its tag of 16 bytes.
 */
public final class SealedFile {

    private static final byte[] HEAD = {'S', 'M', '4', 'G', '1'};
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private SealedFile() {}

    /** What is in it, by the first of the keys that opens it: during a rotation there are two. */
    public static Optional<byte[]> open(byte[] file, List<byte[]> keys) {
        if (file.length < HEAD.length + NONCE + TAG_BITS / 8
                || !Arrays.equals(file, 0, HEAD.length, HEAD, 0, HEAD.length)) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(file, HEAD.length, HEAD.length + NONCE);
        int from = HEAD.length + NONCE;
        for (byte[] key : keys) {
            try {
                return Optional.of(run(false, key, nonce, file, from, file.length - from));
            } catch (InvalidCipherTextException notThisKey) {
                // Another key may open it.
            }
        }
        return Optional.empty();
    }

    /** Makes such a file, as the stand-ins and tests do. */
    public static byte[] seal(byte[] content, byte[] key) {
        byte[] nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = run(true, key, nonce, content, 0, content.length);
            byte[] file = Arrays.copyOf(HEAD, HEAD.length + NONCE + sealed.length);
            System.arraycopy(nonce, 0, file, HEAD.length, NONCE);
            System.arraycopy(sealed, 0, file, HEAD.length + NONCE, sealed.length);
            return file;
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] run(boolean sealing, byte[] key, byte[] nonce, byte[] in, int from, int length)
            throws InvalidCipherTextException {
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(sealing, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce));
        byte[] out = new byte[cipher.getOutputSize(length)];
        int written = cipher.processBytes(in, from, length, out, 0);
        written += cipher.doFinal(out, written);
        return written == out.length ? out : Arrays.copyOf(out, written);
    }
}
