package io.communitycloud.common.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    private static final String PAYLOAD = "{\"status\":200}";

    @Test
    void letsOneProcessVerifyWhatAnotherSigned(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("secrets").resolve("key");
        String jws = new KeyFile(file).jws(PAYLOAD);
        KeyFile other = new KeyFile(file);
        assertThat(other.payloadOf(jws)).contains(PAYLOAD);
        assertThat(other.id()).startsWith("platform-");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(other.signer().sign(Request.post("/"), Instant.EPOCH, "0123456789abcdef"))
                .containsOnlyKeys("Signature-Input", "Signature");
    }

    @Test
    void knowsNothingOfWhatItDidNotSign(@TempDir Path folder) {
        KeyFile ours = new KeyFile(folder.resolve("ours"));
        String theirs = new KeyFile(folder.resolve("theirs")).jws(PAYLOAD);
        String jws = ours.jws(PAYLOAD);
        assertThat(ours.payloadOf(theirs)).isEmpty();
        assertThat(ours.payloadOf(jws.substring(0, jws.length() - 8) + "AAAAAAAA"))
                .isEmpty();
        assertThat(ours.payloadOf("eyJhbGciOiJub25lIn0.e30.")).isEmpty();
        assertThat(ours.payloadOf("a.b")).isEmpty();
        assertThat(ours.payloadOf("%.%.%")).isEmpty();
    }
}
