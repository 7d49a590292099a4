package io.communitycloud.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Every event of this service has a sample in the contracts that reads into it and comes out again as it was. */
@ResourceTest
class EventSamplesTest {

    private final JsonMapper json;

    EventSamplesTest(@Autowired JsonMapper json) {
        this.json = json;
    }

    @TestFactory
    Stream<DynamicTest> everyEventIsAsItsSample() {
        return new ClassFileImporter()
                .importPackages("io.communitycloud.resource").stream()
                        .filter(type -> type.isAnnotatedWith(EventType.class))
                        .map(type -> type.reflect().asSubclass(DomainEvent.class))
                        .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> compare(type)));
    }

    private void compare(Class<? extends DomainEvent> type) throws IOException {
        EventType named = type.getAnnotation(EventType.class);
        assertThat(named).isNotNull();
        String file = "/contracts/events/" + named.value() + ".json";
        try (InputStream sample = EventSamplesTest.class.getResourceAsStream(file)) {
            assertThat(sample).as(file).isNotNull();
            var tree = json.readTree(sample);
            assertThat(json.valueToTree(json.treeToValue(tree, type)).toString())
                    .isEqualTo(tree.toString());
        }
    }
}
