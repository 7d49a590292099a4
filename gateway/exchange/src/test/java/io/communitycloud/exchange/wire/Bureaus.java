package io.communitycloud.exchange.wire;

import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.exchange.wire.auth.SeededNonces;
import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.control.Faults;
import io.communitycloud.legacy.control.LastRequests;
import io.communitycloud.legacy.control.LastRequests.Recorded;
import io.communitycloud.legacy.control.Modes;
import io.communitycloud.legacy.people.People;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stand-ins and the wires that call them, both by one clock that stands, with known credentials and nonces that can be
 * foretold: whatever goes over the wire is the same at every run.
 */
final class Bureaus implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T04:00:00Z"), ZoneOffset.UTC);

    private static final Map<String, String> CREDENTIALS = Map.ofEntries(
            Map.entry("cab-01", "api-key"),
            Map.entry("cab-02", "client-secret"),
            Map.entry("cab-03", "app-secret"),
            Map.entry("cab-04", "jwt-secret"),
            Map.entry("org-02", "password"),
            Map.entry("dpf-01", "password"),
            Map.entry("hmb-01", "app-key"),
            Map.entry("hmb-02", "password"),
            Map.entry("psb-01", "password"),
            Map.entry("psb-03", "password"),
            Map.entry("hrs-01", "password"),
            Map.entry("emb-02", "password"));

    private static @Nullable Bureaus shared;

    private final Path home;
    private final ServletWebServerApplicationContext standIns;
    private final AnnotationConfigApplicationContext exchange;

    private Bureaus(Path home, ServletWebServerApplicationContext standIns) {
        this.home = home;
        this.standIns = standIns;
        TomcatWebServer server = (TomcatWebServer) Objects.requireNonNull(standIns.getWebServer());
        int tls = server.getTomcat().getService().findConnectors()[1].getLocalPort();
        exchange = new AnnotationConfigApplicationContext();
        exchange.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "exchange.home",
                                home.toString(),
                                "legacy.base",
                                "http://127.0.0.1:" + server.getPort(),
                                "legacy.tls-base",
                                "https://127.0.0.1:" + tls,
                                "legacy.sftp",
                                "127.0.0.1:1")));
        exchange.register(Wiring.class);
        exchange.refresh();
    }

    /** The one set of stand-ins of a run, which costs seconds to start. */
    static synchronized Bureaus shared() {
        Bureaus running = shared;
        if (running == null) {
            try {
                Path home = Files.createTempDirectory("bureaus");
                running = new Bureaus(home, start(home));
                shared = running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    /** Another exchange before the same stand-ins. */
    Bureaus beside() {
        return new Bureaus(home, standIns);
    }

    private static ServletWebServerApplicationContext start(Path home) throws IOException {
        for (Map.Entry<String, String> credential : CREDENTIALS.entrySet()) {
            Path folder = Files.createDirectories(home.resolve("secrets").resolve(credential.getKey()));
            Files.writeString(
                    folder.resolve(credential.getValue()),
                    "known-to-the-test-of-" + credential.getKey() + "-0123456789");
        }
        // Who somebody is depends on how many people there are.
        Files.writeString(Files.createDirectories(home.resolve("data")).resolve("sample-city"), "2000");
        return (ServletWebServerApplicationContext) SpringApplication.run(
                StandIns.class,
                "--spring.config.location=optional:classpath:/none/",
                "--spring.main.banner-mode=off",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--legacy.home=" + home,
                "--legacy.tls-port=0",
                "--legacy.sftp-port=0",
                "--legacy.faults=false",
                "--legacy.clock=2026-11-23T12:00:00+08:00");
    }

    Manifests manifests() {
        return exchange.getBean(Manifests.class);
    }

    /** What the canonical call brings. */
    Calling.Data call(String system, String operation, JsonNode request) throws WireFault {
        Served served = manifests().find(system).orElseThrow();
        return exchange.getBean(Calling.class)
                .make(served, served.operation(operation).orElseThrow(), request, Deadline.in(Duration.ofSeconds(20)));
    }

    /** As {@link #call}, with something else at the system's address. */
    Calling.Data callAt(String base, String system, String operation, JsonNode request) throws WireFault {
        Served served = manifests().find(system).orElseThrow();
        Manifest known = served.manifest();
        Manifest elsewhere = new Manifest(
                known.id(),
                known.version(),
                known.name(),
                known.bureau(),
                known.owner(),
                known.holds(),
                known.protocol(),
                base,
                known.encoding(),
                known.authentication(),
                known.limits(),
                known.timeouts(),
                known.latencyMs(),
                known.hours(),
                known.closed(),
                known.retry(),
                known.cache(),
                known.probe(),
                known.binding(),
                known.operations(),
                known.migrations());
        Served there = new Served(elsewhere, served.compiled(), served.file(), served.since());
        return exchange.getBean(Calling.class)
                .make(there, there.operation(operation).orElseThrow(), request, Deadline.in(Duration.ofSeconds(20)));
    }

    /** The bytes that the system was last asked with. */
    Recorded lastRequest(String system) {
        return standIns.getBean(LastRequests.class).of(system).orElseThrow();
    }

    /** Begins the nonces of that name. */
    void begin(String name) {
        exchange.getBean(SeededNonces.class).begin(name);
    }

    /** The number of the one whose name has a character of four bytes. */
    String rarelyNamed() {
        return standIns.getBean(People.class).all().get(6).idNumber();
    }

    String rareName() {
        return standIns.getBean(People.class).all().get(6).name();
    }

    String areaOfTheRarelyNamed() {
        return standIns.getBean(People.class).all().get(6).area();
    }

    Modes modes() {
        return standIns.getBean(Modes.class);
    }

    Faults faults() {
        return standIns.getBean(Faults.class);
    }

    @Override
    public void close() {
        exchange.close();
    }

    /** The stand-ins without what Boot would configure from the exchange's class path; found by no scan. */
    @Import(TomcatServletWebServerAutoConfiguration.class)
    @EnableConfigurationProperties(LegacySettings.class)
    @ComponentScan({
        "io.communitycloud.legacy.catalogue",
        "io.communitycloud.legacy.control",
        "io.communitycloud.legacy.online",
        "io.communitycloud.legacy.people",
        "io.communitycloud.legacy.secret"
    })
    static class StandIns {

        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    /** The exchange's half: manifests, wires, credentials. */
    @ComponentScan({
        "io.communitycloud.exchange.manifest",
        "io.communitycloud.exchange.secret",
        "io.communitycloud.exchange.wire"
    })
    static class Wiring {

        @Bean
        Clock clock() {
            return CLOCK;
        }

        @Bean
        JsonMapper json() {
            return JsonMapper.builder().build();
        }

        @Bean
        @Primary
        SeededNonces seededNonces() {
            return new SeededNonces();
        }
    }
}
