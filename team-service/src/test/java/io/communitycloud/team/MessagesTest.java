package io.communitycloud.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.communitycloud.common.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Every refusal of this service can be told in both languages. */
class MessagesTest {

    @Test
    void hasTitleAndDetailForEveryRefusalInBothLanguages() throws IOException {
        Properties english = messages("en");
        Properties chinese = messages("zh_CN");
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        List<String> codes = codes();
        assertThat(codes).hasSizeGreaterThan(10);
        for (String code : codes) {
            assertThat(english).containsKeys("problem." + code + ".title", "problem." + code + ".detail");
        }
    }

    private static List<String> codes() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.communitycloud.team")
                        .stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(Refusal.class))
                        .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
                        .map(each -> ((Refusal) each).code())
                        .toList();
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        // Of several bundles of the name on the class path, ours comes first.
        try (InputStream file = Objects.requireNonNull(
                MessagesTest.class.getResourceAsStream("/i18n/problems_" + language + ".properties"))) {
            messages.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return messages;
    }
}
