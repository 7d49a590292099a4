package io.communitycloud.launcher.build;

import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.Part.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where Maven puts a part's jar, and whether that jar is older than what it is made of. */
public final class Jars {

    private static final String VERSION = "0.1.0";

    private final Path root;

    public Jars(Path root) {
        this.root = root;
    }

    public Path of(Part part) {
        String suffix = part.kind() == Kind.BOOT ? "-app.jar" : ".jar";
        return root.resolve(part.module()).resolve("target").resolve(part.artifact() + "-" + VERSION + suffix);
    }

    public boolean isMissing(Part part) {
        return Files.notExists(of(part));
    }

    /** Missing, or older than a source of its own or of what it is built upon. */
    public boolean isStale(Part part) {
        if (isMissing(part)) {
            return true;
        }
        try {
            FileTime built = written(of(part));
            return sources(part).stream().anyMatch(folder -> holdsNewerThan(folder, built));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * When a file's content was last put there.
     *
     * <p>A reproducible build sets the time of last change of every jar to the same moment, which says nothing; when the
     * file's entry was last touched cannot be set, where the file system knows it.
     */
    static FileTime written(Path file) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return modified;
        }
        return Files.getAttribute(file, "unix:ctime") instanceof FileTime changed && changed.compareTo(modified) > 0
                ? changed
                : modified;
    }

    private List<Path> sources(Part part) {
        List<Path> sources = new ArrayList<>();
        sources.add(root.resolve("pom.xml"));
        sources.add(root.resolve(part.module()).resolve("pom.xml"));
        sources.add(root.resolve(part.module()).resolve("src/main"));
        if (part.isService()) {
            // Every service stands on the contracts and on common-lib's modules.
            sources.add(root.resolve("contracts"));
            sources.add(root.resolve("common-lib"));
        }
        return sources;
    }

    private static boolean holdsNewerThan(Path folder, FileTime time) {
        if (Files.notExists(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Jars::isSource).filter(Files::isRegularFile).anyMatch(file -> isNewer(file, time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return !path.contains("/target/") && !path.contains("/src/test/") && !path.endsWith(".md");
    }

    private static boolean isNewer(Path file, FileTime time) {
        try {
            return Files.getLastModifiedTime(file).compareTo(time) > 0;
        } catch (IOException vanished) {
            return false;
        }
    }
}
