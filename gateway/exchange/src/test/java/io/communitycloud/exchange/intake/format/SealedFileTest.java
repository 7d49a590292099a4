package io.communitycloud.exchange.intake.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedFileTest {

    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT = "王𬭚".getBytes(StandardCharsets.UTF_8);

    @Test
    void opensWithTheKeyAndDuringARotationWithTheOneBefore() {
        assertThat(SealedFile.open(SealedFile.seal(CONTENT, KEY), List.of(KEY))).contains(CONTENT);
        assertThat(SealedFile.open(SealedFile.seal(CONTENT, BEFORE), List.of(KEY, BEFORE)))
                .contains(CONTENT);
    }

    @Test
    void doesNotOpenWithAnotherKeyNorAltered() {
        byte[] sealed = SealedFile.seal(CONTENT, KEY);
        assertThat(SealedFile.open(sealed, List.of(BEFORE))).isEmpty();
        for (int at : List.of(0, 6, 20, sealed.length - 1)) {
            byte[] altered = sealed.clone();
            altered[at] ^= 1;
            assertThat(SealedFile.open(altered, List.of(KEY))).as("byte %d", at).isEmpty();
        }
        assertThat(SealedFile.open(Arrays.copyOf(sealed, sealed.length - 1), List.of(KEY)))
                .isEmpty();
        assertThat(SealedFile.open(new byte[0], List.of(KEY))).isEmpty();
    }
}
