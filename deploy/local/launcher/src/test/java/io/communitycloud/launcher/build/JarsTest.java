package io.communitycloud.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.Part.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {

    private static final Part SERVICE = new Part("team-service", "team-service", Kind.BOOT, 8102, 2, 64, List.of());
    /** What a reproducible build writes on every jar. */
    private static final Instant AS_ALWAYS = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    private Path root;

    private Jars jars;
    private Instant built;

    @BeforeEach
    void aBuiltPart() throws IOException {
        jars = new Jars(root);
        Path jar = file("team-service/target/team-service-0.1.0-app.jar", AS_ALWAYS);
        built = Jars.written(jar).toInstant();
        file("team-service/src/main/java/Team.java", built.minusSeconds(1));
        file("common-lib/web/src/main/java/Page.java", built.minusSeconds(1));
    }

    @Test
    void isFreshWhenNothingChangedSince() {
        assertThat(jars.isStale(SERVICE)).isFalse();
    }

    @Test
    void isStaleWhenItsOwnSourceChanged() throws IOException {
        file("team-service/src/main/java/Team.java", built.plusSeconds(1));

        assertThat(jars.isStale(SERVICE)).isTrue();
    }

    @Test
    void isStaleWhenWhatItStandsOnChanged() throws IOException {
        file("common-lib/web/src/main/java/Page.java", built.plusSeconds(1));

        assertThat(jars.isStale(SERVICE)).isTrue();
    }

    @Test
    void staysFreshWhenOnlyATestChanged() throws IOException {
        file("common-lib/web/src/test/java/PageTest.java", built.plusSeconds(1));

        assertThat(jars.isStale(SERVICE)).isFalse();
    }

    private Path file(String path, Instant time) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
