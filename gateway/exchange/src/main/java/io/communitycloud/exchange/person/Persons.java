package io.communitycloud.exchange.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the resident service who a resident is, with the caller's own token: whether the caller may know it is decided, and
 * the look recorded, where the register is kept.
 */
@Component
public class Persons implements DisposableBean {

    private static final String SERVICE = "resident-service";
    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final int REMEMBERED = 2_000;

    /** A dossier asks many systems about one person: that is one look at her, and one access record. */
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(20);

    private static final Duration ANSWERING = Duration.ofSeconds(2);

    private final ObjectProvider<LoadBalancerClient> instances;
    private final String address;
    private final JsonMapper json;
    private final Cache<Look, CompletableFuture<Person>> looks = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /**
     * Asks at an address.
     *
     * @param address of the resident service where it is not to be found by its name, else empty
     */
    public Persons(
            ObjectProvider<LoadBalancerClient> instances,
            @Value("${exchange.residents:}") String address,
            JsonMapper json) {
        this.instances = instances;
        this.address = address;
        this.json = json;
    }

    /**
     * The person behind a resident's id.
     *
     * @throws Refused 404 where the caller knows of no such resident, 403 where the purpose opens no clear view, 503 where the
     *     resident service does not answer
     */
    public Person find(String residentId, Caller caller) {
        Look look = new Look(token(), residentId, caller.purpose(), caller.caseNumber());
        CompletableFuture<Person> own = new CompletableFuture<>();
        CompletableFuture<Person> earlier = looks.asMap().putIfAbsent(look, own);
        if (earlier != null) {
            return awaited(earlier);
        }
        try {
            Person person = ask(look);
            own.complete(person);
            return person;
        } catch (RuntimeException refused) {
            looks.invalidate(look);
            own.completeExceptionally(refused);
            throw refused;
        }
    }

    private static Person awaited(CompletableFuture<Person> earlier) {
        try {
            return earlier.get(ANSWERING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Refused refused ? refused : unavailable();
        } catch (TimeoutException late) {
            throw unavailable();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private Person ask(Look look) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        instance().resolve("/api/v1/residents/" + look.residentId()))
                .timeout(ANSWERING)
                .header("Authorization", "Bearer " + look.token())
                .header("Accept", "application/json");
        if (look.purpose() != null) {
            request.header("X-Purpose", look.purpose());
        }
        if (look.caseNumber() != null) {
            request.header("X-Case", look.caseNumber());
        }
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> read(json.readTree(answer.body()), look.residentId());
                case 400, 404 -> throw Refused.notFound();
                case 401, 403 -> throw refused("purpose-required", Refusal.Kind.FORBIDDEN);
                default -> throw unavailable();
            };
        } catch (IOException | JacksonException failed) {
            throw unavailable();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static Person read(JsonNode resident, String residentId) {
        if (resident.path("masked").asBoolean(true)) {
            // Role and purpose do not open it; a masked number is of no use to any system.
            throw refused("purpose-required", Refusal.Kind.FORBIDDEN);
        }
        return new Person(
                residentId,
                resident.path("idNumber").asString(""),
                resident.path("name").asString(""));
    }

    private URI instance() {
        if (!address.isBlank()) {
            return URI.create(address);
        }
        LoadBalancerClient balancer = instances.getIfAvailable();
        ServiceInstance chosen = balancer == null ? null : balancer.choose(SERVICE);
        if (chosen == null) {
            throw unavailable();
        }
        return chosen.getUri();
    }

    private static String token() {
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        return present != null && present.getPrincipal() instanceof Jwt token ? token.getTokenValue() : "";
    }

    private static Refused unavailable() {
        return refused("unavailable", Refusal.Kind.UNAVAILABLE);
    }

    private static Refused refused(String code, Refusal.Kind kind) {
        return new Refused(Refusal.of(code, kind));
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }

    /** One look of one caller at one person for one purpose. */
    private record Look(
            String token,
            String residentId,
            @Nullable String purpose,
            @Nullable String caseNumber) {

        /** Names the register's entry and not the token. */
        @Override
        public String toString() {
            return "Look[" + residentId + "]";
        }
    }
}
