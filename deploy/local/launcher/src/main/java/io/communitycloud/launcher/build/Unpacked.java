package io.communitycloud.launcher.build;

import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.Part.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parts unpacked into folders named by their content: they start in half the time, and a start-up cache trained on one
 * stays good until the part's code changes.
 */
public final class Unpacked {

    private static final int HASH_DIGITS = 12;

    private final Copy copy;
    private final Jars jars;

    public Unpacked(Copy copy) {
        this.copy = copy;
        this.jars = new Jars(copy.root());
    }

    /**
     * A part ready to be started.
     *
     * @param folder its own folder below the copy's run folder
     * @param jar what {@code java -jar} is given
     */
    public record Program(Part part, Path folder, Path jar) {

        public Path cache() {
            return folder.resolve("start.aot");
        }
    }

    /** Unpacks the part if its present content has not been unpacked before; older contents are removed. */
    public Program of(Part part) {
        Path jar = jars.of(part);
        try {
            Path folder = copy.run().resolve(part.name() + "-" + fingerprint(part, jar));
            Path unpacked = folder.resolve(jar.getFileName());
            if (Files.notExists(unpacked)) {
                Path draft = copy.run().resolve(part.name() + ".unpacking");
                delete(draft);
                unpack(part, jar, draft);
                delete(folder);
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
                forgetOthers(part, folder);
            }
            return new Program(part, folder, unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException(part.name() + " could not be unpacked", e);
        }
    }

    private static void unpack(Part part, Path jar, Path target) throws IOException {
        Files.createDirectories(target);
        if (part.kind() == Kind.PLAIN) {
            Files.copy(jar, target.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            Path libraries = jar.resolveSibling("lib");
            Files.createDirectories(target.resolve("libraries"));
            try (Stream<Path> files = Files.list(libraries)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            target.resolve("libraries").resolve(file.getFileName()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
            return;
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        target.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("Unpacking " + jar + " did not succeed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while unpacking " + jar, e);
        }
    }

    /** The content's hash, remembered beside the size and time of the file it was taken of. */
    private String fingerprint(Part part, Path jar) throws IOException {
        String stamp = Files.size(jar) + " " + Jars.written(jar);
        Path memo = copy.run().resolve(part.name() + ".fingerprint");
        if (Files.exists(memo)) {
            List<String> lines = Files.readAllLines(memo);
            if (lines.size() == 2 && lines.getFirst().equals(stamp)) {
                return lines.getLast();
            }
        }
        String hash = hash(part, jar);
        Files.createDirectories(copy.run());
        Files.writeString(memo, stamp + "\n" + hash);
        return hash;
    }

    private static String hash(Part part, Path jar) throws IOException {
        MessageDigest digest = sha256();
        digest(jar, digest);
        if (part.kind() == Kind.PLAIN) {
            try (Stream<Path> files = Files.list(jar.resolveSibling("lib"))) {
                for (Path library : files.sorted().toList()) {
                    digest.update(library.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    }

    private static void digest(Path file, MessageDigest digest) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void forgetOthers(Part part, Path kept) throws IOException {
        try (Stream<Path> folders = Files.list(copy.run())) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                String name = folder.getFileName().toString();
                boolean isThisParts = name.matches(Pattern.quote(part.name()) + "-[0-9a-f]{12}");
                if (isThisParts && !folder.equals(kept)) {
                    delete(folder);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
