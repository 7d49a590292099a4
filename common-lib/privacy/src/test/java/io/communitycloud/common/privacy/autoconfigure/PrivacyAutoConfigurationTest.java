package io.communitycloud.common.privacy.autoconfigure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.common.privacy.BlindIndex;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import io.communitycloud.common.privacy.UnfitSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PrivacyAutoConfigurationTest {

    private static final String KEY = "Hx0XyJm3PlCpMZ1WExmOTB5jCOZ2aN6NYX1tvJ0t4Hw=";
    private static final String OLDER_KEY = "3q2+7wUBAgOJmKq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=";
    private static final String PEPPER = "u0PzZ5yqk3n1bV7cXw9eRt2YhGjKlM4sDfQaNp8oIiU=";

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PrivacyAutoConfiguration.class))
            .withPropertyValues("spring.application.name=resident-service");

    @Test
    void startsWithoutItsBroker() {
        service.withPropertyValues("privacy.key=" + KEY, "privacy.pepper=" + PEPPER)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(FieldCipher.class)
                        .hasSingleBean(BlindIndex.class)
                        .hasSingleBean(AccessRecords.class));
    }

    @Test
    void deciphersWithEveryConfiguredKey() {
        SecretField field = new SecretField("residents", "phone");
        service.withPropertyValues("privacy.key=" + OLDER_KEY, "privacy.pepper=" + PEPPER)
                .run(before -> {
                    byte[] old = before.getBean(FieldCipher.class).encipher(field, "1", "10012345678");
                    service.withPropertyValues("privacy.key=" + KEY + "," + OLDER_KEY, "privacy.pepper=" + PEPPER)
                            .run(after -> assertThat(
                                            after.getBean(FieldCipher.class).decipher(field, "1", old))
                                    .isEqualTo("10012345678"));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'', " + PEPPER + ", PRIVACY_KEY is not set.",
        KEY + ", '', PRIVACY_PEPPER is not set.",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, " + PEPPER + ", PRIVACY_KEY is a known or guessable value.",
        KEY + ", " + KEY + ", PRIVACY_PEPPER is the same as PRIVACY_KEY."
    })
    void doesNotStartWithUnfitSecretsAndSaysWhich(String key, String pepper, String sentence) {
        service.withPropertyValues("privacy.key=" + key, "privacy.pepper=" + pepper)
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure())
                            .rootCause()
                            .isInstanceOf(UnfitSecret.class)
                            .hasMessage(sentence);
                    FailureAnalysis analysis =
                            new UnfitSecretAnalyzer().analyze(requireNonNull(context.getStartupFailure()));
                    assertThat(requireNonNull(analysis).getDescription())
                            .isEqualTo("Personal data cannot be protected: " + sentence);
                });
    }
}
