package io.communitycloud.edge.partner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The directory as it was last known, in a file, so that an edge started while the broker is away knows its partners. */
@Component
class DirectoryCopy {

    private static final Logger log = LoggerFactory.getLogger(DirectoryCopy.class);

    private final Path file;
    private final JsonMapper json;

    DirectoryCopy(@Value("${CLOUD_HOME:.cloud}") Path home, JsonMapper json) {
        this.file = home.resolve("edge").resolve("partners.json");
        this.json = json;
    }

    List<Directory.Entry> read() {
        if (Files.exists(file)) {
            try {
                return json.readValue(Files.readString(file), new TypeReference<>() {});
            } catch (IOException | JacksonException e) {
                log.warn("{} cannot be read and is left aside: {}", file, e.getMessage());
            }
        }
        return List.of();
    }

    /** Whole or not at all. A full disk costs the memory, not the call. */
    void write(List<Directory.Entry> entries) {
        try {
            Files.createDirectories(file.getParent());
            Path written =
                    Files.writeString(file.resolveSibling("partners.json.new"), json.writeValueAsString(entries));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("{} cannot be written: {}", file, e.getMessage());
        }
    }
}
