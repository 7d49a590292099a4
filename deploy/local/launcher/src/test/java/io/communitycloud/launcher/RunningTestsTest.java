package io.communitycloud.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.launcher.RunningTests.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTestsTest {

    private static final FileTime BEGIN = FileTime.from(Instant.parse("2026-11-22T00:00:00Z"));

    @TempDir
    private Path root;

    @Test
    void addsUpTheReportsOfBothKinds() throws IOException {
        report("a/target/surefire-reports/TEST-A.xml", 10, 1, 2, 3, BEGIN);
        report("b/target/failsafe-reports/TEST-B.xml", 5, 0, 0, 0, BEGIN);

        assertThat(count()).isEqualTo(new Count(9, 3, 3));
        assertThat(count()).hasToString("9 passed, 3 failed, 3 skipped");
    }

    @Test
    void passesOverReportsOfEarlierRuns() throws IOException {
        report("a/target/surefire-reports/TEST-A.xml", 10, 0, 0, 0, FileTime.fromMillis(BEGIN.toMillis() - 1000));

        assertThat(count()).isEqualTo(new Count(0, 0, 0));
    }

    private Count count() throws IOException {
        return new RunningTests(root, Console.standard()).count(BEGIN);
    }

    private void report(String path, int tests, int failures, int errors, int skipped, FileTime time)
            throws IOException {
        Path report = root.resolve(path);
        Files.createDirectories(report.getParent());
        Files.writeString(
                report,
                "<testsuite name=\"x\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\"><testcase/></testsuite>"
                        .formatted(tests, failures, errors, skipped));
        Files.setLastModifiedTime(report, time);
    }
}
