package io.communitycloud.common.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {

    @Test
    void takesWhatIsRandom() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            assertThat(Secret.of("PRIVACY_KEY", Base64.getEncoder().encodeToString(bytes)))
                    .hasToString("Secret[hidden]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        ", is not set",
        "' ', is not set",
        "not base64!, is not base64",
        "c2hvcnQ=, has 5 bytes and not 32",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, is a known or guessable value",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=, is a known or guessable value"
    })
    void saysWhatIsWrongWithASetting(String value, String reason) {
        assertThatExceptionOfType(UnfitSecret.class)
                .isThrownBy(() -> Secret.of("PRIVACY_KEY", value))
                .withMessage("PRIVACY_KEY " + reason + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "correct horse battery staple 123",
        "changemechangemechangemechangeme",
        "0123456789abcdefghijklmnopqrstuv"
    })
    void refusesAPassPhrase(String phrase) {
        String base64 = Base64.getEncoder().encodeToString(phrase.getBytes(StandardCharsets.US_ASCII));

        assertThatExceptionOfType(UnfitSecret.class)
                .isThrownBy(() -> Secret.of("PRIVACY_PEPPER", base64))
                .withMessage("PRIVACY_PEPPER is a known or guessable value.")
                .satisfies(unfit -> assertThat(unfit.setting()).isEqualTo("PRIVACY_PEPPER"));
    }
}
