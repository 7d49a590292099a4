package io.communitycloud.notice;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.platform.PlatformTest;
import io.communitycloud.notice.contact.FakeContacts;
import io.communitycloud.notice.household.Neighbourhood;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.ContextConfiguration;

/** The service on a store of its own, without broker; its background and its clock move only when a test moves them. */
@SpringBootTest(properties = "notice.delivery.background=false")
@PlatformTest(broker = false)
@TestIdentity
@ContextConfiguration(initializers = WorkedByHand.Secrets.class)
@Import({WorkedByHand.Fakes.class, Neighbourhood.class})
public abstract class WorkedByHand {

    @Autowired
    protected MovableClock clock;

    @Autowired
    protected FakeContacts contacts;

    @Autowired
    protected MongoTemplate mongo;

    @Autowired
    private AreaTree areas;

    @BeforeEach
    void beginAnew() {
        TestCity.settle(areas);
        contacts.reset();
        for (String collection : mongo.getCollectionNames()) {
            mongo.getCollection(collection).deleteMany(new org.bson.Document(Map.of()));
        }
    }

    /** What the tests bring instead of the outside world. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Fakes {

        @Bean
        MovableClock clock() {
            return MovableClock.inNovember();
        }

        @Bean
        @Primary
        FakeContacts fakeContacts() {
            return new FakeContacts();
        }
    }

    /** What a service refuses to start without. */
    static final class Secrets implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, Object> secrets =
                    Map.of("privacy.key", random(), "privacy.pepper", random(), "notice.outbox.folder", folder());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("secrets", secrets));
        }

        private static String random() {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }

        private static String folder() {
            try {
                return Files.createTempDirectory("outbox").toString();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
