package io.communitycloud.edge.dossier;

import io.communitycloud.edge.forward.Asking;
import io.communitycloud.edge.route.Instances;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which legacy systems can be asked about a person, as the exchange last told it.
 *
 * <p>A system is a manifest there, so the list changes while everything runs; it is asked for again after ten seconds.
 */
@Component
class KnownSystems {

    private static final String SYSTEMS = "/api/v1/legacy-systems";
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final Instances instances;
    private final Asking asking;
    private final JsonMapper json;
    private final AtomicReference<Listing> listing = new AtomicReference<>(new Listing(List.of(), 0, false));

    KnownSystems(Instances instances, Asking asking, JsonMapper json) {
        this.instances = instances;
        this.asking = asking;
        this.json = json;
    }

    /** A read about a person. */
    record PersonRead(String system, String operation) {

        String path() {
            return "/legacy/" + system + "/" + operation;
        }
    }

    private record Listing(List<PersonRead> reads, long at, boolean told) {}

    /** What can be asked; empty where the exchange never answered. */
    Optional<List<PersonRead>> reads(Map<String, String> headers, Duration patience) {
        Listing present = listing.get();
        if (!present.told() || System.nanoTime() - present.at() > FRESH_NANOS) {
            instances
                    .next("exchange")
                    .flatMap(exchange -> asking.get(exchange.resolve(SYSTEMS + "?limit=200"), patience, headers))
                    .filter(answer -> answer.statusCode() == 200)
                    .map(HttpResponse::body)
                    .flatMap(this::parse)
                    .ifPresent(reads -> listing.set(new Listing(reads, System.nanoTime(), true)));
        }
        Listing now = listing.get();
        return now.told() ? Optional.of(now.reads()) : Optional.empty();
    }

    private Optional<List<PersonRead>> parse(String body) {
        try {
            List<PersonRead> reads = new ArrayList<>();
            for (JsonNode system : json.readTree(body).path("items")) {
                for (JsonNode operation : system.path("personReads")) {
                    reads.add(new PersonRead(system.path("id").asString(), operation.asString()));
                }
            }
            return Optional.of(List.copyOf(reads));
        } catch (JacksonException notAList) {
            return Optional.empty();
        }
    }
}
