package io.communitycloud.edge.route;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The addresses last seen, in a file, so that an edge started while the registry is away still serves. */
@Component
class LastKnown {

    private static final Logger log = LoggerFactory.getLogger(LastKnown.class);

    private final Path file;

    LastKnown(@Value("${CLOUD_HOME:.cloud}") Path home) {
        this.file = home.resolve("edge").resolve("instances.properties");
    }

    Map<String, List<URI>> read() {
        Map<String, List<URI>> known = new HashMap<>();
        if (Files.exists(file)) {
            try (Reader reader = new StringReader(Files.readString(file))) {
                Properties properties = new Properties();
                properties.load(reader);
                properties
                        .stringPropertyNames()
                        .forEach(service -> known.put(service, uris(properties.getProperty(service, ""))));
            } catch (IOException | IllegalArgumentException e) {
                log.warn("{} cannot be read and is left aside: {}", file, e.getMessage());
            }
        }
        return known;
    }

    /** Whole or not at all: a reader never sees half a file. A full disk costs the memory, not the call. */
    synchronized void write(Map<String, List<URI>> known) {
        Properties properties = new Properties();
        known.forEach((service, addresses) -> properties.setProperty(
                service, addresses.stream().map(URI::toString).collect(Collectors.joining(" "))));
        try {
            Files.createDirectories(file.getParent());
            StringWriter text = new StringWriter();
            properties.store(text, null);
            Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text.toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", file, e.getMessage());
        }
    }

    private static List<URI> uris(String addresses) {
        return addresses.isBlank()
                ? List.of()
                : Arrays.stream(addresses.split(" ", -1)).map(URI::create).toList();
    }
}
