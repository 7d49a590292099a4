package io.communitycloud.identityprovider.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A small text that only the owner of the machine may read, written at the first need of it. */
final class SecretFile {

    private SecretFile() {}

    /** Reads the secret, or makes it and keeps it. Two processes that race agree on the one that came first. */
    static String readOrCreate(Path file, Supplier<String> creator) {
        try {
            try {
                return Files.readString(file).strip();
            } catch (NoSuchFileException absent) {
                create(file, creator.get());
                return Files.readString(file).strip();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The secret cannot be kept at " + file, e);
        }
    }

    private static void create(Path file, String content) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(
                folder,
                "." + file.getFileName(),
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, content);
            // A link, unlike a move, never replaces what another process has put there meanwhile.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // Its secret is the one to read.
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
