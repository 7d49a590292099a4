package io.communitycloud.legacy.secret;

import io.communitycloud.legacy.LegacySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What opens the systems: {@code secrets/<system>/<name>} below the copy's folder, made at first need, readable by the
 * owner only, never printed.
 *
 * <p>The exchange reads the same files by reference, {@code secret:psb-01/password}.
 */
@Component
public class Credentials {

    private static final int BYTES = 24;

    private final Path folder;

    public Credentials(LegacySettings settings) {
        this.folder = settings.secrets();
    }

    /** A password or key as text; the same at every call. */
    public String text(String system, String name) {
        return new String(bytes(system, name, Credentials::random), StandardCharsets.UTF_8);
    }

    /** A key or certificate as bytes, made by the maker when there is none yet. */
    public byte[] bytes(String system, String name, Supplier<byte[]> maker) {
        Path file = folder.resolve(system.toLowerCase(Locale.ROOT)).resolve(name);
        try {
            if (Files.notExists(file)) {
                create(file, maker.get());
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The credential cannot be kept at " + file, e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encode(bytes);
    }

    /** Complete or not there: the exchange may be reading at the same moment. */
    private static void create(Path file, byte[] content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(file + " has no folder");
        }
        Files.createDirectories(parent);
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
        Path draft = Files.createTempFile(
                parent,
                ".draft",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, content);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // Its credential is the one to read.
        } finally {
            Files.delete(draft);
        }
    }
}
