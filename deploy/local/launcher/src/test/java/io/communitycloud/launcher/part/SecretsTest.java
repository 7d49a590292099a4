package io.communitycloud.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void givesTheSameSecretAtEveryStart() {
        String first = new Secrets(folder).named("privacy-key");

        assertThat(new Secrets(folder).named("privacy-key")).isEqualTo(first);
        assertThat(Base64.getDecoder().decode(first)).hasSize(32);
    }

    @Test
    void givesEveryPurposeASecretOfItsOwn() {
        Secrets secrets = new Secrets(folder);

        assertThat(secrets.ofClient("edge"))
                .isNotEqualTo(secrets.ofClient("bureau-hlt"))
                .isNotEqualTo(secrets.ofRegistry());
    }

    /** The identity provider derives the same; whoever changes one side changes both. */
    @Test
    void derivesAClientsSecretFromTheMaster() throws IOException {
        Files.writeString(folder.resolve("master"), Base64.getEncoder().encodeToString(new byte[32]));

        assertThat(new Secrets(folder).ofClient("edge")).isEqualTo("YunFZhSmPPQu1fDMLIqxIZOMRKYukZjArJ-40Qk-s00");
    }

    @Test
    void letsOnlyTheirOwnerReadThem() throws IOException {
        Path secrets = folder.resolve("secrets");
        new Secrets(secrets).named("demo");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("demo"))))
                .isEqualTo("rw-------");
    }
}
