package io.communitycloud.notice.contact;

import io.communitycloud.common.identity.calls.SystemCalls;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the resident service, as the notice service itself. */
@Component
class ResidentContacts implements Contacts {

    private static final String PATH = "/api/v1/contact-resolutions";

    private final RestClient residents;
    private final JsonMapper json;

    ResidentContacts(SystemCalls calls, JsonMapper json) {
        this.residents = calls.to("resident-service");
        this.json = json;
    }

    @Override
    public Map<String, Contact> of(Collection<String> households, String area, String purpose) {
        if (households.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " households at once, not " + households.size());
        }
        Map<String, Contact> contacts = new HashMap<>();
        for (ReachedContact contact : ask(households, area, purpose).items()) {
            contacts.put(contact.householdId(), new Contact(contact.householdId(), contact.phone()));
        }
        return contacts;
    }

    /** Whatever goes wrong may go right later: a household is called unreachable only by an answer that says so. */
    private Resolution ask(Collection<String> households, String area, String purpose) {
        try {
            String answer = residents
                    .post()
                    .uri(PATH)
                    .header("X-Scope-Area", area)
                    .header("X-Purpose", purpose)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsString(Map.of("householdIds", households)))
                    .retrieve()
                    .body(String.class);
            return io.communitycloud.common.web.json.JsonShape.tolerant(json)
                    .readValue(answer == null ? "" : answer, Resolution.class);
        } catch (RestClientException | IllegalStateException | tools.jackson.core.JacksonException away) {
            throw new ContactsAway("the resident service does not tell contacts", away);
        }
    }

    /** What is read of a contact. */
    record ReachedContact(String householdId, String phone) {}

    /** What is read of the answer. */
    record Resolution(List<ReachedContact> items) {}
}
