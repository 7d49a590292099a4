package io.communitycloud.edge.forward;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Asks a part a short question on the edge's own behalf; silence is an answer too. */
@Component
public class Asking {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(500))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** The answer, empty where none came in time. */
    public Optional<HttpResponse<String>> get(URI address, Duration patience, Map<String, String> headers) {
        HttpRequest.Builder question = HttpRequest.newBuilder(address).timeout(patience);
        headers.forEach(question::header);
        try {
            return Optional.of(client.send(question.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
