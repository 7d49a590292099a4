package io.communitycloud.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private PartProcess process;

    @BeforeEach
    void aProcess() {
        process = new PartProcess(new Copy(home, home, 0), "sleeper");
        process.start(List.of("sleep", "60"), Map.of());
    }

    @AfterEach
    void end() {
        process.kill();
    }

    @Test
    void isFoundAgainByALaterCommand() {
        assertThat(new PartProcess(new Copy(home, home, 0), "sleeper").handle()).isPresent();
        assertThat(process.uptime())
                .hasValueSatisfying(uptime -> assertThat(uptime).isLessThan(PATIENCE));
    }

    @Test
    void isNotMistakenForAStrangerWhoInheritedItsPid() throws IOException {
        Path file = home.resolve("run/sleeper.pid");
        String pid = Files.readAllLines(file).getFirst();
        try {
            Files.writeString(file, ProcessHandle.current().pid() + "\n" + 0);

            assertThat(process.handle()).isEmpty();
        } finally {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void endsWhenAsked() {
        assertThat(process.stop(PATIENCE)).isTrue();
        assertThat(process.handle()).isEmpty();
    }

    @Test
    void isEndedByForceWhenItDoesNotListen() {
        process.kill();
        process.start(List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"), Map.of());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(home.resolve("logs/sleeper.log")).contains("deaf"));

        assertThat(process.stop(Duration.ofMillis(300))).isFalse();
        assertThat(process.handle()).isEmpty();
    }

    @Test
    void isDownOnceKilled() {
        assertThat(process.kill()).isTrue();
        assertThat(process.kill()).isFalse();
    }
}
