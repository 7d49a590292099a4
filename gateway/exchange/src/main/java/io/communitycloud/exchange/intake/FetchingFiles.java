package io.communitycloud.exchange.intake;

import io.communitycloud.exchange.intake.Intake.Fetch;
import io.communitycloud.exchange.intake.Intakes.Source;
import io.communitycloud.exchange.intake.RemoteFiles.Found;
import io.communitycloud.exchange.isolation.OpeningClock;
import io.communitycloud.exchange.manifest.OpeningHours;
import io.communitycloud.exchange.secret.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks where systems leave their files, in their hours; where none was ever accepted, at any hour.
 *
 * <p>Each system is looked at on a thread of its own, and a look that does not end is ended: a server that hangs keeps
 * nobody but itself. A file is taken once its marker is there and its checksum is its own; whatever is wrong with it has a
 * ticket that says so.
 */
@Component
class FetchingFiles implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(FetchingFiles.class);
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_FILES = 10;
    private static final int MOST_LIST_BYTES = 1_000_000;

    private final Intakes intakes;
    private final Credentials credentials;
    private final AcceptingIntake accepting;
    private final FetchedFiles fetched;
    private final Records records;
    private final OpeningClock opening;
    private final Environment environment;
    private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    FetchingFiles(
            Intakes intakes,
            Credentials credentials,
            AcceptingIntake accepting,
            FetchedFiles fetched,
            Records records,
            OpeningClock opening,
            Environment environment) {
        this.intakes = intakes;
        this.credentials = credentials;
        this.accepting = accepting;
        this.fetched = fetched;
        this.records = records;
        this.opening = opening;
        this.environment = environment;
    }

    private record Waiting(int failures, long until) {}

    /** Looks at every system whose time it is. */
    @Scheduled(
            fixedDelayString = "${exchange.intake.look:10s}",
            initialDelayString = "${exchange.intake.first-look:5s}")
    void look() {
        for (Source source : intakes.all()) {
            Fetch fetch = source.intake().fetch();
            if (fetch != null && due(source) && underWay.add(source.system())) {
                Future<?> look = looks.submit(() -> look(source, fetch));
                CompletableFuture.delayedExecutor(LONGEST_LOOK.toSeconds(), TimeUnit.SECONDS)
                        .execute(() -> look.cancel(true));
            }
        }
    }

    private boolean due(Source source) {
        Waiting until = waiting.get(source.system());
        if (until != null && System.nanoTime() - until.until() < 0) {
            return false;
        }
        return records.accepted(source.system()).isEmpty()
                || OpeningHours.of(source.served()).isOpen(opening.clock().instant());
    }

    private void look(Source source, Fetch fetch) {
        try (RemoteFiles files = open(source, fetch)) {
            take(source, fetch, files);
            waiting.remove(source.system());
        } catch (Credentials.Missing notYet) {
            LOG.info("{} is not looked at: {}", source.system(), notYet.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("{} is looked at later: {}", source.system(), failure.toString());
            waiting.compute(source.system(), (id, before) -> {
                int failures = before == null ? 1 : before.failures() + 1;
                Duration wait = Duration.ofSeconds(5L << Math.min(failures, 6));
                Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
                return new Waiting(failures, System.nanoTime() + bounded.toNanos());
            });
        } finally {
            underWay.remove(source.system());
        }
    }

    private RemoteFiles open(Source source, Fetch fetch) throws IOException, Credentials.Missing, InterruptedException {
        return switch (fetch.kind()) {
            case SFTP ->
                SftpFolder.open(
                        environment.resolveRequiredPlaceholders(Objects.requireNonNull(fetch.host())),
                        fetch.path(),
                        source.manifest().authentication(),
                        credentials);
            case HTTP ->
                HttpExport.open(
                        URI.create(environment.resolveRequiredPlaceholders(Objects.requireNonNull(fetch.host()))
                                + fetch.path()),
                        source.manifest().authentication(),
                        credentials,
                        source.manifest().callTimeout());
        };
    }

    /** Takes what is new in a folder. */
    void take(Source source, Fetch fetch, RemoteFiles files) throws IOException {
        List<Found> there = files.list();
        Set<String> names = there.stream().map(Found::name).collect(Collectors.toSet());
        Map<String, String> sums = null;
        List<Found> wanted = there.stream()
                .filter(file -> fetch.pattern() == null || file.name().matches(fetch.pattern()))
                .filter(file -> !fetched.knows(source.system(), file))
                .sorted(Comparator.comparing(Found::name))
                .limit(MOST_FILES)
                .toList();
        for (Found file : wanted) {
            if (fetch.marker() != null && !names.contains(file.name() + fetch.marker())) {
                // It may still be written; the same refusal is told once.
                accepting.refusedFile(source, file.name(), "marker-missing");
                continue;
            }
            byte[] content = files.read(file.name(), source.intake().mostBytes());
            String list = fetch.checksums();
            if (list != null && sums == null) {
                sums = names.contains(list) ? sums(files.read(list, MOST_LIST_BYTES)) : Map.of();
            }
            String wrong = sums == null ? null : wrong(sums.get(file.name()), content);
            IntakeTicket ticket = wrong == null
                    ? accepting.file(source, file.name(), content)
                    : accepting.refusedFile(source, file.name(), wrong);
            if (wrong == null) {
                fetched.keep(source.system(), file, ticket.id());
            }
            LOG.info("{} of {} has ticket {}", file.name(), source.system(), ticket.id());
        }
    }

    private static @Nullable String wrong(@Nullable String told, byte[] content) {
        if (told == null) {
            return "checksum-missing";
        }
        return told.equals(md5(content)) ? null : "checksum-wrong";
    }

    /** Lines of a sum, two blanks and a name, as {@code md5sum} writes them. */
    private static Map<String, String> sums(byte[] list) {
        Map<String, String> sums = new HashMap<>();
        new String(list, StandardCharsets.US_ASCII).lines().forEach(line -> {
            String[] parts = line.strip().split("\\s+\\*?", 2);
            if (parts.length == 2) {
                sums.put(parts[1], parts[0].toLowerCase(Locale.ROOT));
            }
        });
        return sums;
    }

    /** MD5 is what the system offers; it finds broken files, not forged ones. */
    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("MD5 is part of every Java platform", impossible);
        }
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
    }
}
