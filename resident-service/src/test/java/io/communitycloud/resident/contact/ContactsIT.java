package io.communitycloud.resident.contact;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.RunningService;
import io.communitycloud.resident.testing.SamplePerson;
import org.junit.jupiter.api.Test;

class ContactsIT extends RunningService {

    @Test
    void namesTheHeadsPhoneAndWhoCannotBeReached() {
        String household = household(COMMITTEE);
        String silent = household(COMMITTEE);
        registered(COMMITTEE, somebody().of(household).relation("1"));
        SamplePerson head = somebody().of(household).relation("0");
        String headId = registered(COMMITTEE, head).id();
        registered(COMMITTEE, somebody().phoned(null).of(silent));

        Answer resolved =
                resolve(household, silent, "X-Purpose", "daily-service").ok();

        assertThat(resolved.items()).singleElement().satisfies(contact -> {
            assertThat(contact.path("residentId").asString()).isEqualTo(headId);
            assertThat(contact.path("phone").asString()).isEqualTo(head.phone());
        });
        assertThat(resolved.json().path("unreachable").valueStream().map(node -> node.asString()))
                .containsExactly(silent);
        assertThat(TestEvent.on("platform.access-records.v1"))
                .anyMatch(event ->
                        event.data().contains("resolveContacts") && event.data().contains(headId));
    }

    @Test
    void staysWithinTheStatedArea() {
        String household = household(COMMITTEE);
        registered(COMMITTEE, somebody().of(household));

        Answer resolved = resolve(household, "NOBODY", "X-Purpose", "emergency", "X-Scope-Area", NEIGHBOUR)
                .ok();

        assertThat(resolved.items()).isEmpty();
        assertThat(resolved.json().path("unreachable").size()).isEqualTo(2);
    }

    @Test
    void isForSystemsWithAPurpose() {
        resolve("A", "B").refusedAs(403, "purpose-required");
        resolve("A", "B", "X-Purpose", "statistics").refusedAs(403, "purpose-required");
        worker(COMMITTEE)
                .post("/contact-resolutions", "{\"householdIds\": [\"A\"]}", "X-Purpose", "care")
                .refusedAs(403, "forbidden");
        system().post("/contact-resolutions", "{\"householdIds\": []}", "X-Purpose", "care")
                .refusedAs(400, "invalid-field");
    }

    private Answer resolve(String one, String other, String... headers) {
        return system().post(
                        "/contact-resolutions", "{\"householdIds\": [\"%s\", \"%s\"]}".formatted(one, other), headers);
    }
}
