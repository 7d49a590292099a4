package io.communitycloud.launcher.city;

import io.communitycloud.city.SampleStock;
import io.communitycloud.launcher.Platform;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills the sample city's stores, once in the life of a copy's data, through the door that a real city would use.
 *
 * <p>Each lot goes under an idempotency key of its own, so repeating what was cut short doubles nothing.
 */
public final class StockingSampleCity {

    private static final int AT_A_TIME = 8;
    private static final int ATTEMPTS = 20;
    private static final int CREATED = 201;

    /** The way to the service may be some seconds younger than the service; what took too long is under way or done. */
    private static final Set<Integer> IN_A_MOMENT = Set.of(409, 429, 503, 504);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Platform platform;
    private final Path marker;

    public StockingSampleCity(Platform platform, Path data) {
        this.platform = platform;
        this.marker = data.resolve("sample-stock");
    }

    /** Whether the stores have been filled before. */
    public boolean isDone() {
        return Files.exists(marker);
    }

    /**
     * Sends all lots.
     *
     * @return how many there are
     */
    public int fill() throws IOException, InterruptedException {
        String token = platform.token(Map.of("role", "city-operator", "as", "sample-city"));
        List<SampleStock.Lot> lots = SampleStock.lots();
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (SampleStock.Lot lot : lots) {
                sent.add(senders.submit(() -> {
                    send(lot, token);
                    return lot;
                }));
            }
        }
        for (Future<?> each : sent) {
            try {
                each.get();
            } catch (ExecutionException failed) {
                throw new IOException(String.valueOf(failed.getCause()), failed);
            }
        }
        Files.createDirectories(marker.getParent());
        Files.writeString(marker, Integer.toString(lots.size()));
        return lots.size();
    }

    private void send(SampleStock.Lot lot, String token) throws IOException, InterruptedException {
        // In one order always: a key stands for the very bytes it was first used with.
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("area", lot.area());
        body.put("item", lot.item());
        body.put("lotNumber", lot.lotNumber());
        body.put("place", lot.place());
        body.put("quantity", lot.quantity());
        if (lot.expiresOn() != null) {
            body.put("expiresOn", lot.expiresOn());
        }
        String json = JsonMapper.shared().writeValueAsString(body);
        String key = "sample-" + lot.area() + "-" + lot.item() + "-" + lot.lotNumber();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = platform.send(platform.request("/api/v1/stocks", token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "\"" + key + "\"")
                    .POST(BodyPublishers.ofString(json))
                    .build());
            if (answer.statusCode() == CREATED) {
                return;
            }
            if (!IN_A_MOMENT.contains(answer.statusCode()) || attempt == ATTEMPTS) {
                throw new IOException("lot " + key + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            Thread.sleep(PAUSE);
        }
    }
}
