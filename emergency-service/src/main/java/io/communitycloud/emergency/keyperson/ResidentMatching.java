package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.identity.calls.SystemCalls;
import io.communitycloud.common.web.json.JsonShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the resident service, as the emergency service itself; each match stands in the resident's access log. */
@Component
class ResidentMatching implements Matching {

    private static final String PATH = "/api/v1/lookups/matches";
    private static final String PURPOSE = "epidemic-control";

    private final RestClient residents;
    private final JsonMapper json;

    ResidentMatching(SystemCalls calls, JsonMapper json) {
        this.residents = calls.to("resident-service");
        this.json = json;
    }

    @Override
    public Map<String, Match> match(List<Wanted> wanted) {
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " people at once, not " + wanted.size());
        }
        Map<String, Match> matches = new HashMap<>();
        ask(wanted).items().forEach(match -> matches.put(match.ref(), match));
        for (Wanted each : wanted) {
            if (!matches.containsKey(each.ref())) {
                throw new MatchingAway("the resident service left out an answer", null);
            }
        }
        return matches;
    }

    private Answer ask(List<Wanted> wanted) {
        try {
            String answer = residents
                    .post()
                    .uri(PATH)
                    .header("X-Purpose", PURPOSE)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsString(Map.of("items", wanted)))
                    .retrieve()
                    .body(String.class);
            return JsonShape.tolerant(json).readValue(answer == null ? "" : answer, Answer.class);
        } catch (RestClientException | IllegalStateException | JacksonException away) {
            throw new MatchingAway("the resident service does not say who is a resident", away);
        }
    }

    /** What is read of the answer. */
    record Answer(List<Match> items) {}
}
