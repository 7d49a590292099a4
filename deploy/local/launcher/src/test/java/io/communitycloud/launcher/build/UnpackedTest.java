package io.communitycloud.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.launcher.build.Unpacked.Program;
import io.communitycloud.launcher.part.Copy;
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

class UnpackedTest {

    private static final Part STORE = new Part("store", "store", Kind.PLAIN, 27117, 0, 64, List.of("-Xint"));

    @TempDir
    private Path root;

    private Unpacked unpacked;

    @BeforeEach
    void aBuiltPart() throws IOException {
        Files.createDirectories(root.resolve("store/target/lib"));
        Files.writeString(root.resolve("store/target/store-0.1.0.jar"), "code");
        Files.writeString(root.resolve("store/target/lib/library-1.jar"), "library");
        unpacked = new Unpacked(new Copy(root, root.resolve(".cloud"), 0));
    }

    @Test
    void isUnpackedOncePerContent() throws IOException {
        Program first = unpacked.of(STORE);
        Files.createFile(first.cache());

        assertThat(unpacked.of(STORE).cache()).exists();
        assertThat(first.folder().resolve("libraries/library-1.jar")).exists();
    }

    @Test
    void losesItsStartupCacheWhenItsCodeChanges() throws IOException {
        Program first = unpacked.of(STORE);
        Files.createFile(first.cache());
        Files.writeString(root.resolve("store/target/store-0.1.0.jar"), "other code");

        assertThat(unpacked.of(STORE).cache()).doesNotExist();
        assertThat(first.folder()).doesNotExist();
    }

    @Test
    void isUnpackedAnewWhenOnlyItsContentTellsItFromTheLast() throws IOException {
        Path jar = root.resolve("store/target/store-0.1.0.jar");
        FileTime asAlways = FileTime.from(Instant.parse("2026-11-22T00:00:00Z"));
        Files.setLastModifiedTime(jar, asAlways);
        Program first = unpacked.of(STORE);
        FileTime before = Jars.written(jar);
        do {
            // A file system counts time in steps of some milliseconds.
            Files.writeString(jar, "edoc");
            Files.setLastModifiedTime(jar, asAlways);
        } while (Jars.written(jar).equals(before));

        assertThat(unpacked.of(STORE).folder()).isNotEqualTo(first.folder());
    }

    @Test
    void isTrainedAndRunUnderTheSameFlags() throws IOException {
        Program program = unpacked.of(STORE);
        Files.createFile(program.cache());

        assertThat(Commands.toRun(program))
                .contains("-Xint", "-XX:AOTCache=" + program.cache())
                .containsSubsequence("-jar", program.jar().toString());
        assertThat(Commands.toTrain(program, root.resolve("draft")))
                .contains("-Xint", "-XX:AOTCacheOutput=" + root.resolve("draft"));
    }
}
