package io.communitycloud.launcher;

import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The running copy as its callers meet it: tokens of its identity provider, answers of its gateway. */
public final class Platform implements AutoCloseable {

    private static final int OK = 200;

    private final Copy copy;
    private final Secrets secrets;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    public Platform(Copy copy, Secrets secrets) {
        this.copy = copy;
        this.secrets = secrets;
    }

    /**
     * An access token of a demo account.
     *
     * @param wish {@code role} and, by kind, {@code area}, {@code residentId}, {@code bureau}, {@code facilityId},
     *     {@code firmId}, {@code teamId}, {@code as}
     */
    public String token(Map<String, String> wish) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(copy.identity().resolve("/demo/tokens"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("X-Demo-Secret", secrets.named("demo"))
                .POST(BodyPublishers.ofString(json.writeValueAsString(wish)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException(json.readTree(answer.body())
                    .path("detail")
                    .asString("the identity provider answered " + answer.statusCode()));
        }
        return json.readTree(answer.body()).path("access_token").asString();
    }

    /** A request to the gateway of somebody who has no token; the caller adds all that the request needs. */
    public HttpRequest.Builder unsigned(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    /** What a legacy system signs with; its stand-in made it at its first start. */
    public byte[] secretOf(String path) throws IOException {
        return Files.readAllBytes(copy.home().resolve("secrets").resolve(path));
    }

    /** A request to the gateway; the caller adds method, body and headers of its own. */
    public HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /**
     * Tells the stand-in of a legacy system to {@code hang}, to be {@code ok} again, and what else it can.
     *
     * @return whether it does
     */
    public boolean switchLegacy(String mode, String system) throws IOException, InterruptedException {
        try {
            return !new SwitchingLegacy(mode, system, List.of()).carryOut(copy).isEmpty();
        } catch (CommandFailedException unwilling) {
            return false;
        }
    }

    public URI uri(String path) {
        return copy.gateway().resolve(path);
    }

    @Override
    public void close() {
        http.close();
    }
}
