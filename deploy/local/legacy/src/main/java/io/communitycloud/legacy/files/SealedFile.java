package io.communitycloud.legacy.files;

import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** Seals a file with SM4 in GCM: {@code SM4G1}, twelve bytes nonce, cipher text and tag. */
final class SealedFile {

    static final int KEY = 16;

    private static final byte[] HEAD = {'S', 'M', '4', 'G', '1'};
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private SealedFile() {}

    static byte[] seal(byte[] content, byte[] key) {
        byte[] nonce = random(NONCE);
        var cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(true, new AEADParameters(new KeyParameter(key), TAG_BITS, nonce));
        byte[] sealed = new byte[cipher.getOutputSize(content.length)];
        try {
            int written = cipher.processBytes(content, 0, content.length, sealed, 0);
            cipher.doFinal(sealed, written);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
        byte[] file = new byte[HEAD.length + NONCE + sealed.length];
        System.arraycopy(HEAD, 0, file, 0, HEAD.length);
        System.arraycopy(nonce, 0, file, HEAD.length, NONCE);
        System.arraycopy(sealed, 0, file, HEAD.length + NONCE, sealed.length);
        return file;
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
