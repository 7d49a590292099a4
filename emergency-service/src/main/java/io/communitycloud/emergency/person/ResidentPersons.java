package io.communitycloud.emergency.person;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.calls.SystemCalls;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.json.JsonShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the resident service, as the emergency service itself; the answer is the masked one. */
@Component
class ResidentPersons implements Persons {

    private static final String PATH = "/api/v1/residents/{id}";
    private static final String ACTIVE = "ACTIVE";

    private final RestClient residents;
    private final JsonMapper json;

    ResidentPersons(SystemCalls calls, JsonMapper json) {
        this.residents = calls.to("resident-service");
        this.json = JsonShape.tolerant(json);
    }

    @Override
    public Optional<Person> find(String residentId, Scope within) {
        try {
            String answer = residents
                    .get()
                    .uri(PATH, residentId)
                    .header("X-Scope-Area", within.key())
                    .retrieve()
                    .body(String.class);
            Told told = json.readValue(answer == null ? "" : answer, Told.class);
            return Optional.of(new Person(told.id(), told.area(), told.householdId(), ACTIVE.equals(told.status())));
        } catch (HttpClientErrorException.NotFound notThere) {
            return Optional.empty();
        } catch (RestClientException | IllegalStateException | JacksonException away) {
            throw new Refused(Refusal.of("residents-away", Refusal.Kind.UNAVAILABLE));
        }
    }

    /** What is read of a resident. */
    record Told(String id, String area, @Nullable String householdId, String status) {}
}
