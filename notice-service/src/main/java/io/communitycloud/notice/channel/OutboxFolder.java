package io.communitycloud.notice.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * A folder of messages that a person can open, in place of carriers; under {@code notice.outbox}.
 *
 * <p>A message is a file under the name of its key, moved there whole: after a crash it is there or it is not, and whoever
 * tries again finds it.
 *
 * @param folder where it lies
 */
@ConfigurationProperties("notice.outbox")
public record OutboxFolder(Path folder) {

    /**
     * Lays a message down.
     *
     * @return false where it lay there already
     */
    boolean lay(Path at, String content) throws IOException {
        Path file = folder.resolve(at);
        if (Files.exists(file)) {
            return false;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Files.write(part, content.getBytes(StandardCharsets.UTF_8));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    boolean holds(Path at) {
        return Files.exists(folder.resolve(at));
    }
}
