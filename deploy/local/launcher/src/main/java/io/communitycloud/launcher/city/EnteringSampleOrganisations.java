package io.communitycloud.launcher.city;

import io.communitycloud.city.SampleCity;
import io.communitycloud.city.SampleOrganisation;
import io.communitycloud.city.SampleOrganisations;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/**
 * Enters the sample city's organisations, once in the life of a copy's data, as a committee would: one call each.
 *
 * <p>Each goes under an idempotency key of its own, so repeating what was cut short doubles nothing.
 */
public final class EnteringSampleOrganisations {

    private static final int AT_ONCE = 8;
    private static final int ATTEMPTS = 240;
    private static final int CREATED = 201;
    private static final String THERE_ALREADY = "organisation-code-taken";

    /** The way to the service may be some seconds younger than the service; what took too long is under way or done. */
    private static final Set<Integer> IN_A_MOMENT = Set.of(409, 429, 503, 504);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Platform platform;
    private final Path marker;

    public EnteringSampleOrganisations(Platform platform, Path data) {
        this.platform = platform;
        this.marker = data.resolve("sample-organisations");
    }

    /** Whether organisations have been entered before. */
    public boolean isDone() {
        return Files.exists(marker);
    }

    /**
     * Enters the organisations of a city of so many people.
     *
     * @return how many there are
     */
    public int enter(int residents) throws IOException, InterruptedException {
        List<SampleOrganisation> organisations = SampleOrganisations.generate(SampleCity.DEFAULT_SEED, residents);
        List<Callable<SampleOrganisation>> entries = new ArrayList<>();
        for (SampleOrganisation each : organisations) {
            entries.add(() -> {
                send(each);
                return each;
            });
        }
        try (ExecutorService workers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<SampleOrganisation> each : workers.invokeAll(entries)) {
                each.get();
            }
        } catch (ExecutionException failure) {
            throw new IOException("an organisation could not be entered: " + failure.getCause(), failure);
        }
        Files.createDirectories(marker.getParent());
        Files.writeString(marker, Integer.toString(organisations.size()));
        return organisations.size();
    }

    private void send(SampleOrganisation organisation) throws IOException, InterruptedException {
        String head = platform.token(
                Map.of("role", "committee-head", "area", organisation.area(), "as", "sample-organisations"));
        // In one order always: a key stands for the very bytes it was first used with.
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("area", organisation.area());
        body.put("name", organisation.name());
        body.put("kind", organisation.kind());
        if (organisation.socialCreditCode() != null) {
            body.put("socialCreditCode", organisation.socialCreditCode());
        }
        body.put("address", organisation.address());
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("name", organisation.contact());
        contact.put("phone", organisation.phone());
        body.put("contact", contact);
        body.put("establishedOn", organisation.establishedOn());
        String json = JsonMapper.shared().writeValueAsString(body);
        String key = "sample-organisation-" + organisation.phone();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = platform.send(platform.request("/api/v1/organisations", head)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "\"" + key + "\"")
                    .POST(BodyPublishers.ofString(json))
                    .build());
            if (answer.statusCode() == CREATED || answer.body().contains(THERE_ALREADY)) {
                return;
            }
            if (!IN_A_MOMENT.contains(answer.statusCode()) || attempt == ATTEMPTS) {
                throw new IOException(
                        organisation.name() + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            Thread.sleep(PAUSE);
        }
    }
}
