package io.communitycloud.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The copy's secrets: made at first need, readable by their owner only, never printed. */
public final class Secrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final Path folder;

    public Secrets(Path folder) {
        this.folder = folder;
    }

    /** A secret of 32 random bytes in base64; the same at every call. */
    public String named(String name) {
        Path file = folder.resolve(name);
        try {
            try {
                return Files.readString(file).strip();
            } catch (NoSuchFileException absent) {
                create(file);
                return Files.readString(file).strip();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The secret cannot be kept at " + file, e);
        }
    }

    /**
     * The secret of an OAuth client: base64url of HMAC-SHA256 over {@code client:<id>} under the master.
     *
     * <p>The identity provider derives the same from the same file.
     */
    public String ofClient(String clientId) {
        return derive("client:" + clientId);
    }

    /** What opens the registry to the platform's own parts. */
    public String ofRegistry() {
        return derive("registry");
    }

    private String derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(named("master")), ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + ALGORITHM, e);
        }
    }

    private void create(Path file) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(bytes));
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // Its secret is the one to read.
        }
    }
}
