package io.communitycloud.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What this service promises in files: a sample per event, a message per code in both languages. */
class ContractsTest extends WorkedByHand {

    @Autowired
    private JsonMapper json;

    @TestFactory
    Stream<DynamicTest> everyEventIsAsItsSampleSays() {
        List<JavaClass> events = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.communitycloud.notice")
                        .stream()
                        .filter(type -> type.isAssignableTo(DomainEvent.class) && !type.isInterface())
                        .toList();
        assertThat(events).hasSizeGreaterThanOrEqualTo(12);
        return events.stream()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> sampleFits(type.reflect())));
    }

    @Test
    void hasAMessageInBothLanguagesForTheSameCodes() throws IOException {
        assertThat(keys("zh_CN")).isEqualTo(keys("en")).hasSizeGreaterThanOrEqualTo(19);
    }

    private void sampleFits(Class<?> event) throws IOException {
        String type =
                Objects.requireNonNull(event.getAnnotation(EventType.class)).value();
        try (InputStream sample = resource("/contracts/events/" + type + ".json")) {
            JsonNode told = json.readTree(sample);
            Object read = json.treeToValue(told, event);
            JsonNode written = json.readTree(json.writeValueAsString(read));
            assertThat(written).isEqualTo(told);
        }
    }

    private static Set<String> keys(String language) throws IOException {
        Properties messages = new Properties();
        // Of several bundles of the name on the class path, ours comes first.
        try (InputStream file = resource("/i18n/problems_" + language + ".properties")) {
            messages.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return messages.stringPropertyNames();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ContractsTest.class.getResourceAsStream(name), name);
    }
}
