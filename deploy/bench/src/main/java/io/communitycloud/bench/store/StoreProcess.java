package io.communitycloud.bench.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A store in a process of its own, as the platform runs it. */
final class StoreProcess implements AutoCloseable {

    /** What the platform's launcher gives the store. */
    private static final List<String> LAUNCHER = List.of(
            "-Xms48m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final String uri;
    private final long startedMillis;

    private StoreProcess(Process process, String uri, long startedMillis) {
        this.process = process;
        this.uri = uri;
        this.startedMillis = startedMillis;
    }

    /** Starts the embedded store. */
    static StoreProcess embedded(Path folder, int port, boolean fsync) {
        List<String> arguments = new ArrayList<>(
                List.of("io.communitycloud.store.StoreServer", "--port", "" + port, "--data", folder.toString()));
        if (fsync) {
            arguments.addAll(List.of("--fsync", "true"));
        }
        return start(arguments, port, LAUNCHER);
    }

    /** Starts mongo-java-server as it is shipped. */
    static StoreProcess shipped(Path folder, int port) {
        return start(
                List.of(ShippedServer.class.getName(), folder.toString(), "" + port),
                port,
                List.of("-Xmx3g", "-XX:+UseSerialGC"));
    }

    private static StoreProcess start(List<String> arguments, int port, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
        long start = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader();
            @Nullable String line = output.readLine();
            while (line != null && !line.startsWith("store ready")) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the store ended with " + process.waitFor());
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            return new StoreProcess(process, "mongodb://127.0.0.1:" + port, millis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    long number() {
        return process.pid();
    }

    long startedMillis() {
        return startedMillis;
    }

    MongoClient connect() {
        return MongoClients.create(uri + "/?serverSelectionTimeoutMS=10000");
    }

    /** Resident memory in megabytes, where the system tells. */
    long residentMegabytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    /** Processor time it has used, by itself and in the system. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Processor time its threads have spent on answering, where the system tells; other than what passes until the answer,
     * it hardly depends on what else the machine does.
     */
    long answeringNanos() {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).startsWith("store-connect")) {
                    String[] schedule =
                            Files.readString(thread.resolve("schedstat")).split(" ", 2);
                    sum += Long.parseLong(schedule[0]);
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return sum;
    }

    void kill() {
        process.destroyForcibly();
        waitFor();
    }

    private void waitFor() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        waitFor();
    }
}
