package io.communitycloud.exchange.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.clock.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {

    @TempDir
    private Path home;

    private Manifests manifests;
    private long writes;

    ManifestsTest() {
        this.manifests = unread();
    }

    private static Manifests unread() {
        return new Manifests(Samples.reader(List.of()), Path.of("/nonexistent"), MovableClock.inNovember());
    }

    @BeforeEach
    void open() {
        manifests = new Manifests(Samples.reader(List.of()), home, MovableClock.inNovember());
    }

    @Test
    void servesAllThatAreShipped() {
        assertThat(manifests.rejections()).isEmpty();
        assertThat(manifests.all())
                .extracting(served -> served.manifest().id())
                .contains("CAB-01", "CAB-02", "DPF-01", "HMB-01");
    }

    @Test
    void takesA23rdSystemIntoServiceFromOneFile() throws IOException {
        AtomicInteger told = new AtomicInteger();
        manifests.follow(all -> told.incrementAndGet());
        put("trial.yaml", Samples.simple(1));
        manifests.lookAgain();
        assertThat(manifests.find("TST-01")).isPresent();
        assertThat(told).hasValue(2);
        manifests.lookAgain();
        assertThat(told).as("nothing has changed since").hasValue(2);
    }

    @Test
    void goesOnServingTheLastGoodOneWhereItsFileIsMadeWrong() throws IOException {
        put("trial.yaml", Samples.simple(1));
        manifests.lookAgain();
        put("trial.yaml", Samples.simple(2).replace("kind: read", "kind: ask"));
        manifests.lookAgain();
        assertThat(manifests.find("TST-01").orElseThrow().manifest().version()).isEqualTo(1);
        assertThat(manifests.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.file()).isEqualTo("trial.yaml");
            assertThat(rejection.line()).isEqualTo(17);
            assertThat(rejection.reason()).startsWith("/operations/ping/kind: ");
            assertThat(rejection.servedVersion()).isEqualTo(1);
        });
        put("trial.yaml", Samples.simple(3));
        manifests.lookAgain();
        assertThat(manifests.find("TST-01").orElseThrow().manifest().version()).isEqualTo(3);
        assertThat(manifests.rejections()).isEmpty();
    }

    @Test
    void goesBackToWhatIsShippedWhereAFileIsTakenAway() throws IOException {
        String other = Samples.simple(9).replace("TST-01", "CAB-01").replace("bureau: TST", "bureau: CAB");
        put("cab-01.yaml", other);
        manifests.lookAgain();
        assertThat(manifests.find("CAB-01").orElseThrow().manifest().version()).isEqualTo(9);
        Files.delete(folder().resolve("cab-01.yaml"));
        manifests.lookAgain();
        assertThat(manifests.find("CAB-01").orElseThrow().file()).isEqualTo("CAB-01.yaml");
    }

    @Test
    void servesOneOfTwoFilesAboutOneSystemAndSaysSo() throws IOException {
        put("a.yaml", Samples.simple(1));
        put("b.yaml", Samples.simple(2));
        manifests.lookAgain();
        assertThat(manifests.find("TST-01").orElseThrow().file()).isEqualTo("a.yaml");
        assertThat(manifests.rejections())
                .singleElement()
                .extracting(Rejection::file)
                .isEqualTo("b.yaml");
    }

    @Test
    void refusesAFileThatIsNotInUtf8() throws IOException {
        Files.createDirectories(folder());
        Files.write(folder().resolve("gbk.yaml"), new byte[] {(byte) 0xD6, (byte) 0xD0, '\n'});
        manifests.lookAgain();
        assertThat(manifests.rejections())
                .singleElement()
                .extracting(Rejection::file)
                .isEqualTo("gbk.yaml");
    }

    private void put(String name, String text) throws IOException {
        Files.createDirectories(folder());
        Path file = folder().resolve(name);
        Files.writeString(file, text);
        writes += 1;
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(writes)));
    }

    private Path folder() {
        return home.resolve("exchange").resolve("manifests");
    }
}
