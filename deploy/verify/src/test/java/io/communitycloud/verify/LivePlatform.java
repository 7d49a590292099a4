package io.communitycloud.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A copy of the platform of its own, on free ports and in a folder below {@code target}, brought up by {@code ./cloud}
 * once for all tests and taken down after the last.
 */
final class LivePlatform implements AutoCloseable {

    static final int RESIDENTS = 2_000;

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Path root =
            Path.of(System.getProperty("cloud.root", "../..")).toAbsolutePath().normalize();
    private final Path home = Path.of("target/cloud").toAbsolutePath();
    private final int offset;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<List<String>, Token> tokens = new ConcurrentHashMap<>();
    private final URI gateway;

    private LivePlatform() throws IOException, InterruptedException {
        Files.createDirectories(home);
        offset = freeOffset();
        gateway = URI.create(status().path("gateway").asString());
    }

    /** What a command said and how it ended. */
    record Said(int status, String answer, String progress) {}

    private record Token(String value, long minted) {}

    /** Brings a fresh copy up. */
    static LivePlatform up() throws IOException, InterruptedException {
        LivePlatform platform = new LivePlatform();
        platform.cloud("reset", "--yes");
        Said said = platform.cloud("up", "--no-build", "--residents", Integer.toString(RESIDENTS));
        if (said.status() != 0) {
            String why = said.progress();
            platform.close();
            throw new IllegalStateException("./cloud up ended with " + said.status() + "\n" + why);
        }
        return platform;
    }

    @Override
    public void close() throws IOException {
        try {
            cloud("down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            http.close();
        }
    }

    /** Runs {@code ./cloud} on this copy. */
    Said cloud(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("cloud").toString()));
        command.addAll(List.of(words));
        Path progress = Files.createTempFile("said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CLOUD_HOME",
                        home.toString(),
                        "CLOUD_PORT_OFFSET",
                        Integer.toString(offset),
                        // Nothing but the tests shall use this machine while they measure.
                        "CLOUD_TRAINING",
                        "off"));
        Process process = builder.redirectError(progress.toFile()).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " did not end");
        }
        String told = Files.readString(progress);
        Files.delete(progress);
        return new Said(process.exitValue(), answer, told);
    }

    /** Where the copy lies, its secrets below it. */
    Path home() {
        return home;
    }

    /** Where the repository lies. */
    Path root() {
        return root;
    }

    JsonNode status() throws IOException, InterruptedException {
        Said said = cloud("status", "--json");
        return JsonMapper.shared().readTree(said.answer());
    }

    /** The port of a part. */
    int port(String part) throws IOException, InterruptedException {
        return StreamSupport.stream(status().path("parts").spliterator(), false)
                .filter(each -> each.path("name").asString().equals(part))
                .mapToInt(each -> each.path("port").asInt())
                .findFirst()
                .orElseThrow();
    }

    /** An access token; minted anew when the last one of its kind is a few minutes old. */
    String token(String... words) throws IOException, InterruptedException {
        List<String> key = List.of(words);
        Token known = tokens.get(key);
        if (known == null || System.nanoTime() - known.minted() > TimeUnit.MINUTES.toNanos(3)) {
            List<String> command = new ArrayList<>(List.of("token"));
            command.addAll(key);
            Said said = cloud(command.toArray(String[]::new));
            if (said.status() != 0) {
                throw new IllegalStateException(said.progress());
            }
            known = new Token(said.answer().strip(), System.nanoTime());
            tokens.put(key, known);
        }
        return known.value();
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).GET());
    }

    HttpResponse<String> post(String path, String token, Object body) throws IOException, InterruptedException {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    /** A request without a token. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private int freeOffset() throws IOException, InterruptedException {
        List<Integer> unshifted = StreamSupport.stream(
                        plainStatus().path("parts").spliterator(), false)
                .map(part -> part.path("port").asInt())
                .toList();
        SecureRandom random = new SecureRandom();
        for (int attempt = 0; attempt < 100; attempt++) {
            int candidate = 2_000 + random.nextInt(20_000);
            if (unshifted.stream().allMatch(port -> isFree(port + candidate) && isFree(port + candidate + 1_000))) {
                return candidate;
            }
        }
        throw new IllegalStateException("this machine has no free range of ports");
    }

    private JsonNode plainStatus() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(root.resolve("cloud").toString(), "status", "--json");
        builder.environment().putAll(Map.of("CLOUD_HOME", home.toString(), "CLOUD_PORT_OFFSET", "0"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        JsonNode status = JsonMapper.shared().readTree(process.getInputStream().readAllBytes());
        process.waitFor();
        return status;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
