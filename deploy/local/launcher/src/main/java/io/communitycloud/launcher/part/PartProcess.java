package io.communitycloud.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A named process that outlives the launcher; its file remembers the pid and when that process began. */
public final class PartProcess {

    private static final long LARGE_LOG = 20L * 1024 * 1024;
    /** A process's start is known to a hundredth of a second at best, and drifts with the clock. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private final Copy copy;
    private final String name;

    public PartProcess(Copy copy, String name) {
        this.copy = copy;
        this.name = name;
    }

    /** The living process, unless its pid has passed to a stranger. */
    public Optional<ProcessHandle> handle() {
        try {
            List<String> lines = Files.readAllLines(file());
            Instant began = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> began(process)
                            .map(start -> Duration.between(began, start).abs().compareTo(TOLERANCE) < 0)
                            .orElse(true));
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    public Optional<Duration> uptime() {
        return handle().flatMap(PartProcess::began).map(start -> Duration.between(start, Instant.now()));
    }

    /** Starts it in a session of its own, so that neither the terminal's end nor its Ctrl-C reaches it. */
    public ProcessHandle start(List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(copy.logs());
            Files.createDirectories(copy.run());
            Path log = copy.log(name);
            if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
                Files.move(log, copy.log(name + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(detached(command));
            builder.environment().keySet().removeIf(PartProcess::isOurs);
            builder.environment().putAll(environment);
            Process process = builder.directory(copy.home().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Instant began = began(process.toHandle()).orElseGet(Instant::now);
            Files.writeString(file(), process.pid() + "\n" + began.toEpochMilli());
            return process.toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /** Asks it to end and, if it has not after the patience, ends it. */
    public boolean stop(Duration patience) {
        Optional<ProcessHandle> running = handle();
        boolean willing = true;
        if (running.isPresent()) {
            ProcessHandle process = running.get();
            process.destroy();
            willing = awaitEnd(process, patience);
            if (!willing) {
                process.destroyForcibly();
                awaitEnd(process, patience);
            }
        }
        forget();
        return willing;
    }

    /** SIGKILL, as a power cut would; returns when it is gone. */
    public boolean kill() {
        Optional<ProcessHandle> running = handle();
        running.ifPresent(process -> {
            process.destroyForcibly();
            awaitEnd(process, Duration.ofSeconds(10));
        });
        forget();
        return running.isPresent();
    }

    /** Resident memory in MiB, as far as this system tells. */
    public Optional<Long> residentMiB() {
        return handle().flatMap(process -> {
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            try {
                if (Files.exists(status)) {
                    return Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                            .findFirst();
                }
                Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
                String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                return answer.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(answer) / 1024);
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private static List<String> detached(List<String> command) {
        List<String> detached = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            detached.add("/usr/bin/setsid");
        } else {
            // Ignored signals stay ignored over exec, and a JVM respects what it was started with.
            detached.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "detached"));
        }
        detached.addAll(command);
        return detached;
    }

    /** A part hears only what it is told, not what the launcher's own shell happens to say. */
    private static boolean isOurs(String variable) {
        return variable.startsWith("JAVA_TOOL_OPTIONS")
                || variable.startsWith("_JAVA_OPTIONS")
                || variable.startsWith("SPRING_")
                || variable.startsWith("MAVEN_");
    }

    private static Optional<Instant> began(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static boolean awaitEnd(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return copy.run().resolve(name + ".pid");
    }
}
