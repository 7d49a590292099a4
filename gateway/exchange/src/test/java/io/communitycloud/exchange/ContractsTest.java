package io.communitycloud.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A message per code, in both languages. */
class ContractsTest {

    @Test
    void hasAMessageInBothLanguagesForTheSameCodes() throws IOException {
        assertThat(keys("zh_CN")).isEqualTo(keys("en")).hasSizeGreaterThanOrEqualTo(26);
    }

    private static Set<String> keys(String language) throws IOException {
        Properties messages = new Properties();
        // Of several bundles of the name on the class path, ours comes first.
        try (InputStream file = Objects.requireNonNull(
                ContractsTest.class.getResourceAsStream("/i18n/problems_" + language + ".properties"))) {
            messages.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return messages.stringPropertyNames();
    }
}
