package io.communitycloud.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {

    private static final int CONTROLLER = 9193;

    @TempDir
    private Path root;

    @Test
    void givesNoPortTwice() {
        List<Integer> ports = Stream.concat(
                        Parts.known().stream().flatMap(part -> Stream.of(part.port(), part.managementPort())),
                        Stream.of(CONTROLLER))
                .toList();

        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void givesNoNameTwice() {
        assertThat(Parts.known()).extracting(Part::name).doesNotHaveDuplicates();
    }

    @Test
    void knowsOnlyPartsThatAreProgramsAlready() throws IOException {
        Files.createDirectories(root.resolve("deploy/local/store/src/main/java"));
        Files.createDirectories(root.resolve("registry/src/main/resources"));
        Files.createFile(root.resolve("registry/src/main/resources/application.yml"));
        Files.createDirectories(root.resolve("team-service/src/main/java"));

        assertThat(Parts.in(root)).extracting(Part::name).containsExactly("store", "registry");
    }

    @Test
    void startsTheGroundBeforeWhatStandsOnIt() {
        int lowestService = Parts.known().stream()
                .filter(Part::isService)
                .mapToInt(Part::tier)
                .min()
                .orElseThrow();

        assertThat(Parts.known())
                .filteredOn(part -> !part.isService())
                .allSatisfy(part -> assertThat(part.tier()).isLessThan(lowestService));
    }
}
