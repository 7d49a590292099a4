package io.communitycloud.common.privacy;

import static io.communitycloud.common.privacy.Secrets.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.privacy.FieldCipher.Undecipherable;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FieldCipherTest {

    private static final SecretField NUMBER = new SecretField("residents", "idNumber");
    private static final SecretField PHONE = new SecretField("residents", "phone");
    private static final String VALUE = "310199198001010017";

    private final FieldCipher cipher = new FieldCipher(List.of(secret(1)));

    @Test
    void givesBackWhatWentInAsBytesAndAsText() {
        for (String text : List.of("", VALUE, "张三", "𬭚", "x".repeat(10_000))) {
            assertThat(cipher.decipher(NUMBER, "1", cipher.encipher(NUMBER, "1", text)))
                    .isEqualTo(text);
            assertThat(cipher.decipher(NUMBER, "1", cipher.encipherToText(NUMBER, "1", text)))
                    .isEqualTo(text);
        }
    }

    @Test
    void neverGivesTheSameCipherTextTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.add(cipher.encipherToText(NUMBER, "1", VALUE))).isTrue();
        }
        assertThat(new String(cipher.encipher(NUMBER, "1", VALUE), StandardCharsets.ISO_8859_1))
                .doesNotContain("310199");
    }

    @Test
    void opensOnlyInItsOwnFieldAndDocument() {
        byte[] enciphered = cipher.encipher(NUMBER, "1", VALUE);

        assertThatExceptionOfType(Undecipherable.class).isThrownBy(() -> cipher.decipher(NUMBER, "2", enciphered));
        assertThatExceptionOfType(Undecipherable.class).isThrownBy(() -> cipher.decipher(PHONE, "1", enciphered));
        assertThatExceptionOfType(Undecipherable.class)
                .isThrownBy(() -> cipher.decipher(new SecretField("people", "idNumber"), "1", enciphered));
    }

    @Test
    void noticesEveryAlteredByte() {
        SplittableRandom random = new SplittableRandom(20261122);
        byte[] enciphered = cipher.encipher(NUMBER, "1", VALUE);
        for (int place = 0; place < enciphered.length; place++) {
            byte[] altered = enciphered.clone();
            altered[place] ^= (byte) random.nextInt(1, 256);
            assertThatExceptionOfType(Undecipherable.class)
                    .isThrownBy(() -> cipher.decipher(NUMBER, "1", altered))
                    .withMessageContaining("residents.idNumber")
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(VALUE));
        }
    }

    @Test
    void refusesWhatIsNoCipherText() {
        assertThatExceptionOfType(Undecipherable.class).isThrownBy(() -> cipher.decipher(NUMBER, "1", new byte[0]));
        assertThatExceptionOfType(Undecipherable.class).isThrownBy(() -> cipher.decipher(NUMBER, "1", "张三"));
    }

    @Test
    void readsOldCipherTextsAfterAKeyWasPutInFront() {
        byte[] old = cipher.encipher(NUMBER, "1", VALUE);
        FieldCipher rotated = new FieldCipher(List.of(secret(2), secret(1)));

        assertThat(rotated.decipher(NUMBER, "1", old)).isEqualTo(VALUE);
        assertThat(rotated.outdated(old)).isTrue();
        assertThat(rotated.outdated(rotated.encipher(NUMBER, "1", VALUE))).isFalse();
        assertThatExceptionOfType(Undecipherable.class)
                .isThrownBy(() -> new FieldCipher(List.of(secret(2))).decipher(NUMBER, "1", old))
                .withMessageContaining("a key that is not configured");
    }
}
