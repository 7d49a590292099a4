package io.communitycloud.common.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.communitycloud.common.web.json.JsonShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Compares every event a service publishes with its sample in {@code contracts/events}, member by member.
 *
 * <p>A service extends it and names its context:
 *
 * {@snippet :
 * class EventSamplesTest extends EventSamplesContract {
 *     EventSamplesTest() {
 *         super("resident");
 *     }
 * }
 * }
 */
public abstract class EventSamplesContract {

    /** By name: common-events stands above this module. */
    private static final String EVENT_TYPE = "io.communitycloud.common.events.EventType";

    /** Members that only personal data would fill. */
    private static final Set<String> PERSONAL =
            Set.of("idNumber", "phone", "phoneNumber", "birthDate", "address", "personName", "residentName");

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addModule(new SimpleModule("times-as-they-travel").addSerializer(Instant.class, new AsItTravels()))
            .build();

    private final String context;
    private final Map<String, Class<?>> events;

    /** @param context the service's, which its event types and packages are named by */
    protected EventSamplesContract(String context) {
        this.context = context;
        this.events = eventsOf("io.communitycloud." + context);
    }

    /** What the record writes is what the sample says, and what the sample says the record reads. */
    @TestFactory
    public Stream<DynamicTest> everyEventLooksLikeItsSample() {
        return events.entrySet().stream()
                .map(event -> DynamicTest.dynamicTest(event.getKey(), () -> compare(event.getKey(), event.getValue())));
    }

    /** Every event is named by context and major version. */
    @Test
    public void everyEventIsNamedByContextAndVersion() {
        assertThat(events).isNotEmpty();
        assertThat(events.keySet())
                .allMatch(type -> type.matches("communitycloud\\." + context + "\\.[a-z-]+\\.v\\d+"));
    }

    /** A sample that nothing looks like promises what nobody keeps. */
    @Test
    public void everySampleHasItsEvent() throws IOException {
        Set<String> sampled = new TreeSet<>();
        for (Resource sample : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:contracts/events/communitycloud." + context + ".*.json")) {
            sampled.add(String.valueOf(sample.getFilename()).replaceFirst("\\.json$", ""));
        }
        assertThat(sampled).isEqualTo(events.keySet());
    }

    private static void compare(String type, Class<?> event) throws Exception {
        String sample = sample(type);
        JsonNode tree = STRICT.readTree(sample);
        assertThat(tree.propertyNames())
                .as("an event is read by many and kept for long; whoever needs personal data resolves them")
                .doesNotContainAnyElementsOf(PERSONAL);
        assertThat(event.isRecord()).as(event + " is a record").isTrue();
        assertThat(tree.propertyNames())
                .containsExactlyInAnyOrder(Arrays.stream(event.getRecordComponents())
                        .map(component -> component.getName())
                        .toArray(String[]::new));
        String written = STRICT.writeValueAsString(STRICT.readValue(sample, event));
        JSONAssert.assertEquals(sample, written, JSONCompareMode.NON_EXTENSIBLE);
    }

    private static String sample(String type) throws IOException {
        try (InputStream sample =
                EventSamplesContract.class.getResourceAsStream("/contracts/events/" + type + ".json")) {
            assertThat(sample).as("contracts/events/" + type + ".json").isNotNull();
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Class<?>> eventsOf(String root) {
        Map<String, Class<?>> events = new TreeMap<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root)) {
            if (found.isAnnotatedWith(EVENT_TYPE)) {
                String type = found.getAnnotationOfType(EVENT_TYPE)
                        .get("value")
                        .orElseThrow()
                        .toString();
                events.put(type, found.reflect());
            }
        }
        return events;
    }

    /** A time as the platform writes it. */
    private static final class AsItTravels extends StdSerializer<Instant> {

        AsItTravels() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
            out.writeString(JsonShape.format(value));
        }
    }
}
