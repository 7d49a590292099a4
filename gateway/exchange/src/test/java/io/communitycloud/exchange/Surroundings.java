package io.communitycloud.exchange;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.exchange.isolation.OpeningClock;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.operation.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;

/** What the exchange lives among: one server that is every legacy system, one that is the resident service, a home. */
public final class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public static final WireMockServer LEGACY = started();
    public static final WireMockServer RESIDENTS = started();

    /** The owners of rows that are pushed, found by their names as the real ones are. */
    public static final WireMockServer EMERGENCY = started();

    public static final WireMockServer NOTICES = started();
    public static final Path HOME = home();

    /** A Monday's noon in the city. */
    public static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    /** The clock the systems' hours are read by. */
    public static final MovableClock OPENING = new MovableClock(NOON);

    /** So long that no answer is missed on a machine that is busy with something else. */
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private static volatile Duration patience = PATIENT;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "surroundings",
                        Map.ofEntries(
                                Map.entry("exchange.home", HOME.toString()),
                                Map.entry("exchange.residents", RESIDENTS.baseUrl()),
                                Map.entry("exchange.lanes.look", "1h"),
                                Map.entry("exchange.tickets.look", "1h"),
                                Map.entry("legacy.base", LEGACY.baseUrl()),
                                Map.entry("privacy.key", random()),
                                Map.entry("privacy.pepper", random()),
                                Map.entry(
                                        "spring.cloud.discovery.client.simple.instances.emergency-service[0].uri",
                                        EMERGENCY.baseUrl()),
                                Map.entry(
                                        "spring.cloud.discovery.client.simple.instances.notice-service[0].uri",
                                        NOTICES.baseUrl()))));
    }

    /** The resident service knows R-1 and all others of such ids, but not R-2. */
    public static void residents(String citizenNumber) {
        RESIDENTS.stubFor(get(urlPathMatching("/api/v1/residents/R-[0-9]+"))
                .willReturn(okJson("{\"id\":\"R-1\",\"masked\":false,\"name\":\"王\",\"idNumber\":\"" + citizenNumber
                        + "\",\"more\":1}")));
        RESIDENTS.stubFor(get("/api/v1/residents/R-2")
                .atPriority(1)
                .willReturn(aResponse().withStatus(404)));
    }

    /** From now on callers wait for hardly anything; what hangs must hang longer. */
    public static void hurry() {
        patience = Duration.ofMillis(50);
    }

    /** From now on callers wait for whatever comes. */
    public static void bePatient() {
        patience = PATIENT;
    }

    /** Puts a secret where the exchange looks for it. */
    public static void secret(String path, String text) {
        try {
            Path file = HOME.resolve("secrets").resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A breaker remembers what others did; a manifest that is read anew gets a lane that does not. */
    public static void beginLanesAnew(Manifests manifests, String... systems) throws IOException {
        Path folder = HOME.resolve("exchange").resolve("manifests");
        Files.createDirectories(folder);
        for (String id : systems) {
            Path file = folder.resolve(id + ".yaml");
            try (var shipped = Surroundings.class.getResourceAsStream("/manifests/" + id + ".yaml")) {
                Files.write(file, Objects.requireNonNull(shipped).readAllBytes());
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusNanos(System.nanoTime())));
        }
        manifests.lookAgain();
    }

    private static String random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    private static WireMockServer started() {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(60)
                .asynchronousResponseEnabled(true));
        server.start();
        return server;
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("exchange-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hours are read by a clock that tests move, and callers wait as long as tests say. */
    @TestConfiguration(proxyBeanMethods = false)
    static class OpeningTime {

        @Bean
        @Primary
        OpeningClock movedByTests() {
            return new OpeningClock(OPENING);
        }

        @Bean
        @Primary
        Patience chosenByTests() {
            return new Patience(() -> patience);
        }
    }
}
