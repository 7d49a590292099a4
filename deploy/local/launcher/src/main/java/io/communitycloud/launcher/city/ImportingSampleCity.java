package io.communitycloud.launcher.city;

import io.communitycloud.city.SampleCity;
import io.communitycloud.launcher.Platform;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings the sample city's people in, once in the life of a copy's data, through the door that a real city would use.
 *
 * <p>An import recognises a row by its {@code externalId}; repeating one that was cut short completes it.
 */
public final class ImportingSampleCity {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Platform platform;
    private final Path marker;
    private final JsonMapper json = JsonMapper.shared();

    public ImportingSampleCity(Platform platform, Path data) {
        this.platform = platform;
        this.marker = data.resolve("sample-city");
    }

    /** Whether so many people, or more, have been brought in before. */
    public boolean isDone(int residents) throws IOException {
        return brought() >= residents;
    }

    /** How many people have been brought in. */
    public int brought() throws IOException {
        return Files.exists(marker) ? Integer.parseInt(Files.readString(marker).strip()) : 0;
    }

    /** Sends the people and waits until the import's ticket says that all rows are done. */
    public void bring(int residents, Consumer<String> progress) throws IOException, InterruptedException {
        StringWriter rows = new StringWriter();
        SampleCity.write(rows, SampleCity.DEFAULT_SEED, residents);
        HttpResponse<String> accepted = platform.send(platform.request("/api/v1/imports", token())
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                .POST(BodyPublishers.ofString(rows.toString()))
                .build());
        if (accepted.statusCode() != 202 && accepted.statusCode() != 201) {
            throw new IOException("the import was answered " + accepted.statusCode() + ": " + accepted.body());
        }
        String ticket = accepted.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the import's answer names no ticket"));
        await(ticket, progress);
        Files.createDirectories(marker.getParent());
        Files.writeString(marker, Integer.toString(residents));
    }

    private void await(String ticket, Consumer<String> progress) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            HttpResponse<String> answer =
                    platform.send(platform.request(ticket, token()).GET().build());
            JsonNode state = json.readTree(answer.body());
            long failed = state.path("failed").asLong(0);
            long total = state.path("total").asLong(0);
            progress.accept(state.path("done").asLong(0) + " of " + total);
            if ("DONE".equals(state.path("state").asString(""))) {
                if (failed > 0) {
                    throw new IOException(failed + " of " + total + " rows were refused; see " + ticket);
                }
                return;
            }
            Thread.sleep(PAUSE);
        }
        throw new IOException("the import did not end within " + PATIENCE.toMinutes() + " minutes; see " + ticket);
    }

    private String token() throws IOException, InterruptedException {
        return platform.token(Map.of("role", "city-operator", "as", "sample-city"));
    }
}
