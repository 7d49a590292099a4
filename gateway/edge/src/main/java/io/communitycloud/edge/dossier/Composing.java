package io.communitycloud.edge.dossier;

import io.communitycloud.edge.dossier.KnownSystems.PersonRead;
import io.communitycloud.edge.dossier.Part.State;
import io.communitycloud.edge.forward.Asking;
import io.communitycloud.edge.resilience.Breakers;
import io.communitycloud.edge.route.Instances;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks everybody who may know a person, at once, and waits for nobody longer than the deadline (FEATURES A13: 300 ms).
 *
 * <p>Each part is asked with the caller's own token and purpose, so each owner applies its own scope: the dossier opens
 * nothing that its parts would not. What hangs on the resident's household or area is asked when the resident has
 * answered, so a dossier takes two deadlines at most.
 */
@Component
class Composing implements DisposableBean {

    private static final String RESIDENTS = "/api/v1/residents/";

    private final RoutingTable routes;
    private final Instances instances;
    private final Breakers breakers;
    private final Asking asking;
    private final KnownSystems systems;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration deadline;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Composing(
            RoutingTable routes,
            Instances instances,
            Breakers breakers,
            Asking asking,
            KnownSystems systems,
            JsonMapper json,
            Clock clock,
            @Value("${edge.dossier.deadline:300ms}") Duration deadline) {
        this.routes = routes;
        this.instances = instances;
        this.breakers = breakers;
        this.asking = asking;
        this.systems = systems;
        this.json = json;
        this.clock = clock;
        this.deadline = deadline;
    }

    /** The parts, or the refusal of the one who decides whether the caller may see this person at all. */
    sealed interface Outcome {
        record Composed(List<Part> parts) implements Outcome {}

        record Refused(HttpResponse<String> answer) implements Outcome {}
    }

    private record Told(Part part, @Nullable HttpResponse<String> answer) {}

    Outcome compose(String residentId, Map<String, String> headers) {
        String id = URLEncoder.encode(residentId, StandardCharsets.UTF_8);
        CompletableFuture<Told> resident = start(() -> told("resident", RESIDENTS + id, headers));
        CompletableFuture<List<CompletableFuture<Part>>> legacy = start(() -> legacy(residentId, headers));
        CompletableFuture<Part> orders =
                start(() -> part("quarantine", "/api/v1/quarantine-orders?limit=20&resident=" + id, headers));

        Told person = resident.join();
        HttpResponse<String> answer = person.answer();
        if (answer != null && answer.statusCode() >= 400 && answer.statusCode() < 500) {
            return new Outcome.Refused(answer);
        }
        List<CompletableFuture<Part>> parts = new ArrayList<>();
        parts.add(CompletableFuture.completedFuture(person.part()));
        String household = text(person.part(), "householdId");
        String area = text(person.part(), "area");
        parts.add(hangingOn(household, "household", given -> "/api/v1/households/" + given, headers));
        parts.add(hangingOn(household, "duties", given -> "/api/v1/care-duties?limit=20&household=" + given, headers));
        parts.add(orders);
        parts.add(hangingOn(area, "teams", given -> "/api/v1/teams?limit=20&area=" + given, headers));
        parts.add(hangingOn(area, "notices", given -> "/api/v1/notices?limit=20&area=" + given, headers));
        parts.addAll(legacy.join());
        return new Outcome.Composed(parts.stream().map(CompletableFuture::join).toList());
    }

    private List<CompletableFuture<Part>> legacy(String residentId, Map<String, String> headers) {
        Optional<List<PersonRead>> reads = systems.reads(headers, deadline);
        if (reads.isEmpty()) {
            return List.of(CompletableFuture.completedFuture(
                    without("legacy", State.UNAVAILABLE, 0, "unavailable", "/api/v1/legacy-systems")));
        }
        String body = json.writeValueAsString(Map.of("residentId", residentId));
        return reads.get().stream()
                .map(read -> start(() -> ask(
                                "legacy/" + read.system(),
                                read.path(),
                                instance -> asking.post(instance.resolve(read.path()), body, deadline, headers),
                                null)
                        .part()))
                .toList();
    }

    private CompletableFuture<Part> hangingOn(
            @Nullable String known, String name, Function<String, String> path, Map<String, String> headers) {
        return known == null
                ? CompletableFuture.completedFuture(without(name, State.UNKNOWN, 0, null, null))
                : start(() -> part(name, path.apply(URLEncoder.encode(known, StandardCharsets.UTF_8)), headers));
    }

    private Part part(String name, String path, Map<String, String> headers) {
        return told(name, path, headers).part();
    }

    private Told told(String name, String path, Map<String, String> headers) {
        return ask(name, path, instance -> asking.get(instance.resolve(path), deadline, headers), path);
    }

    private Told ask(
            String name, String path, Function<URI, Optional<HttpResponse<String>>> question, @Nullable String link) {
        int query = path.indexOf('?');
        Optional<Route> route = routes.find(query < 0 ? path : path.substring(0, query));
        boolean spared = route.flatMap(found -> breakers.state(found.service()))
                .filter(CircuitBreaker.State.OPEN::equals)
                .isPresent();
        Optional<URI> instance = route.map(Route::service).flatMap(instances::next);
        if (spared || instance.isEmpty()) {
            return new Told(without(name, State.UNAVAILABLE, 0, "unavailable", link), null);
        }
        long begun = System.nanoTime();
        Optional<HttpResponse<String>> answer = question.apply(instance.get());
        long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        if (answer.isEmpty()) {
            boolean late = took >= deadline.toMillis();
            return new Told(
                    without(
                            name,
                            late ? State.LATE : State.UNAVAILABLE,
                            took,
                            late ? "upstream-timeout" : "unavailable",
                            link),
                    null);
        }
        return new Told(of(name, answer.get(), took, link), answer.get());
    }

    private Part of(String name, HttpResponse<String> answer, long took, @Nullable String link) {
        JsonNode told = tree(answer.body());
        return switch (answer.statusCode()) {
            case 200 -> known(name, told, took, link);
            // The exchange waits longer than a dossier: it goes on and keeps a ticket.
            case 202 ->
                without(
                        name,
                        State.LATE,
                        took,
                        null,
                        answer.headers().firstValue("Location").orElse(link));
            case 404 -> without(name, State.ABSENT, took, told.path("code").asString(null), link);
            case 400, 401, 403, 422 ->
                without(name, State.REFUSED, took, told.path("code").asString(null), link);
            default -> without(name, State.UNAVAILABLE, took, told.path("code").asString("unavailable"), link);
        };
    }

    private Part known(String name, JsonNode told, long took, @Nullable String link) {
        Instant now = clock.instant();
        Instant observed = observed(told).orElse(now);
        return new Part(
                name,
                told.path("stale").asBoolean(false) ? State.STALE : State.OK,
                observed,
                Math.max(0, Duration.between(observed, now).toSeconds()),
                took,
                deadline.toMillis(),
                null,
                link,
                told);
    }

    private Part without(String name, State state, long took, @Nullable String code, @Nullable String link) {
        return new Part(name, state, null, null, took, deadline.toMillis(), code, link, null);
    }

    private static Optional<Instant> observed(JsonNode told) {
        try {
            return Optional.ofNullable(told.path("observedAt").asString(null)).map(Instant::parse);
        } catch (DateTimeParseException otherwiseWritten) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(Part part, String field) {
        JsonNode data = part.data();
        return data == null ? null : data.path(field).asString(null);
    }

    private JsonNode tree(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return json.missingNode();
        }
    }

    private <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
