package io.communitycloud.legacy.files;

import io.communitycloud.legacy.control.Mode;
import io.communitycloud.legacy.control.Modes;
import io.communitycloud.legacy.secret.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Whoever carries ORG-01's and VET-01's sealed files through the one-way gate to the exchange: once at the start, again and
 * again until they are accepted.
 */
@Component
class CarryingFiles implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CarryingFiles.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ACCEPTED = 202;

    private final BureauFiles files;
    private final Credentials credentials;
    private final Modes modes;
    private final String destination;
    private volatile boolean running;

    CarryingFiles(
            BureauFiles files, Credentials credentials, Modes modes, @Value("${legacy.carry-to:}") String destination) {
        this.files = files;
        this.credentials = credentials;
        this.modes = modes;
        this.destination = destination;
        // What the systems that push sign with; whoever plays them reads it.
        credentials.text("hlt-03", "hmac-key");
        credentials.text("emb-01", "api-key");
        key("org-01");
        key("vet-01");
    }

    @Override
    public void start() {
        running = true;
        if (!destination.isBlank()) {
            Thread.ofVirtual().name("carrier-org-01").start(() -> carry("ORG-01", files::partyMembers));
            Thread.ofVirtual().name("carrier-vet-01").start(() -> carry("VET-01", files::veterans));
        }
    }

    private void carry(String system, Supplier<BureauFile> newest) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (running) {
                if (modes.given(system) == Mode.OK && accepted(http, system, newest.get())) {
                    return;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean accepted(HttpClient http, String system, BureauFile file) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(destination + "/legacy/" + system + "/inbox?file=" + file.name()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(SealedFile.seal(file.content(), key(system))))
                .build();
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            LOG.info("{} of {} was answered {}", file.name(), system, answer.statusCode());
            return answer.statusCode() == ACCEPTED;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    private byte[] key(String system) {
        return credentials.bytes(system, "sm4-key", () -> SealedFile.random(SealedFile.KEY));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
