package io.communitycloud.edge.forward;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** The answer to a read, empty where none came in time. */
    public Optional<HttpResponse<String>> get(URI address, Duration patience, Map<String, String> headers) {
        return ask(HttpRequest.newBuilder(address), patience, headers);
    }

    /** The answer to a question that has a body of JSON, empty where none came in time. */
    public Optional<HttpResponse<String>> post(
            URI address, String body, Duration patience, Map<String, String> headers) {
        return ask(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                patience,
                headers);
    }

    /** The answer to a wish that something be no more, empty where none came in time. */
    public Optional<HttpResponse<String>> delete(URI address, Duration patience, Map<String, String> headers) {
        return ask(HttpRequest.newBuilder(address).DELETE(), patience, headers);
    }

    /** The request's own time-out ends when the answer begins; an answer that drips is given up here as well. */
    private Optional<HttpResponse<String>> ask(
            HttpRequest.Builder question, Duration patience, Map<String, String> headers) {
        headers.forEach(question::header);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(question.build(), HttpResponse.BodyHandlers.ofString());
        try {
            return Optional.of(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException e) {
            answer.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
