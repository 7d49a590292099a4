package io.communitycloud.exchange.manifest;

import io.communitycloud.exchange.manifest.ManifestReader.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The manifests in service: those shipped, and over them those of the folder {@code <home>/exchange/manifests}.
 *
 * <p>The folder is looked at every second. A file that is wrong changes nothing: what was served for its system goes on being
 * served, and the file stands among the rejections until it is mended or gone.
 */
@Component
public final class Manifests {

    private static final Logger LOG = LoggerFactory.getLogger(Manifests.class);
    private static final String SHIPPED = "classpath:manifests/*.yaml";
    private static final long LARGEST_FILE = 1_000_000;

    private final ManifestReader reader;
    private final Path folder;
    private final Clock clock;
    private final Map<String, Served> shipped = new TreeMap<>();
    private final Map<String, Rejection> shippedRejections = new TreeMap<>();

    /** What was last read of each file of the folder. */
    private final Map<String, Seen> seen = new HashMap<>();

    private final List<Consumer<Manifests>> listeners = new CopyOnWriteArrayList<>();

    private volatile Map<String, Served> served = Map.of();
    private volatile List<Rejection> rejections = List.of();

    public Manifests(ManifestReader reader, @Value("${exchange.home:.cloud}") Path home, Clock clock) {
        this.reader = reader;
        this.folder = home.resolve("exchange").resolve("manifests");
        this.clock = clock;
        readShipped();
        lookAgain();
    }

    /** The manifests in service, by the systems' ids. */
    public Collection<Served> all() {
        return served.values();
    }

    public Optional<Served> find(String systemId) {
        return Optional.ofNullable(served.get(systemId));
    }

    /** The files that are not served, and why. */
    public List<Rejection> rejections() {
        return rejections;
    }

    /** Tells of every change, at once of the present state. */
    public void follow(Consumer<Manifests> listener) {
        listeners.add(listener);
        listener.accept(this);
    }

    /** Reads what changed in the folder since it was last looked at. */
    @Scheduled(fixedDelayString = "${exchange.manifests.look:1s}")
    public synchronized void lookAgain() {
        boolean changed = served.isEmpty();
        Map<String, Path> files = files();
        changed |= seen.keySet().retainAll(files.keySet());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            changed |= readIfChanged(file.getKey(), file.getValue());
        }
        if (changed) {
            publish();
        }
    }

    private void readShipped() {
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(SHIPPED)) {
                String name = Objects.requireNonNullElse(resource.getFilename(), "unnamed");
                try (InputStream in = resource.getInputStream()) {
                    switch (reader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                        case Outcome.Good good ->
                            shipped.put(good.served().manifest().id(), good.served());
                        case Outcome.Bad bad -> shippedRejections.put(name, rejection(name, bad));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            stream.forEach(file -> files.put(String.valueOf(file.getFileName()), file));
        } catch (NoSuchFileException | java.nio.file.NotDirectoryException none) {
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    private boolean readIfChanged(String name, Path file) {
        Seen before = seen.get(name);
        try {
            String stamp = Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file);
            if (before != null && before.stamp().equals(stamp)) {
                return false;
            }
            Outcome outcome = Files.size(file) > LARGEST_FILE
                    ? new Outcome.Bad(null, 1, "the file is too large for a manifest")
                    : reader.read(name, Files.readString(file));
            Served good = before == null ? null : before.good();
            switch (outcome) {
                case Outcome.Good now -> {
                    seen.put(name, new Seen(stamp, now.served(), null));
                    LOG.info(
                            "{} is read: {} version {}",
                            name,
                            now.served().manifest().id(),
                            now.served().manifest().version());
                }
                case Outcome.Bad bad -> {
                    seen.put(name, new Seen(stamp, good, rejection(name, bad)));
                    LOG.warn("{} is rejected, line {}: {}", name, bad.line(), bad.reason());
                }
            }
            return true;
        } catch (IOException unreadable) {
            // Not in UTF-8, or gone while it was looked at.
            Rejection rejection = new Rejection(name, null, 1, "cannot be read as UTF-8", clock.instant(), null);
            seen.put(name, new Seen("unreadable", before == null ? null : before.good(), rejection));
            return before == null || before.rejection() == null;
        }
    }

    private void publish() {
        Map<String, Served> now = new TreeMap<>(shipped);
        Map<String, String> from = new HashMap<>();
        List<Rejection> bad = new ArrayList<>(shippedRejections.values());
        for (Map.Entry<String, Seen> each : new TreeMap<>(seen).entrySet()) {
            Seen file = each.getValue();
            Served good = file.good();
            if (good != null) {
                String id = good.manifest().id();
                String other = from.putIfAbsent(id, each.getKey());
                if (other == null) {
                    now.put(id, good);
                } else {
                    bad.add(new Rejection(
                            each.getKey(), id, 1, "/id: stands in " + other + " too", clock.instant(), null));
                }
            }
            if (file.rejection() != null) {
                bad.add(file.rejection());
            }
        }
        served = Map.copyOf(now);
        rejections = bad.stream()
                .map(each -> each.serving(versionServed(each.systemId())))
                .toList();
        listeners.forEach(listener -> listener.accept(this));
    }

    private @Nullable Integer versionServed(@Nullable String systemId) {
        Served present = systemId == null ? null : served.get(systemId);
        return present == null ? null : present.manifest().version();
    }

    private Rejection rejection(String name, Outcome.Bad bad) {
        return new Rejection(name, bad.systemId(), bad.line(), bad.reason(), clock.instant(), null);
    }

    /** What became of a file when it was last read, and the last good manifest it held. */
    private record Seen(
            String stamp, @Nullable Served good, @Nullable Rejection rejection) {}
}
