package io.communitycloud.resident.contact;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.resident.resident.PersonalFields;
import io.communitycloud.resident.resident.Resident;
import io.communitycloud.resident.resident.Residents;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells another service whom of a household it can reach under which phone, at the moment it needs it.
 *
 * <p>Nobody keeps a copy: events carry no phones, and each resolution is on record with its purpose.
 */
@RestController
@RequestMapping("/api/v1/contact-resolutions")
class ContactController {

    private final Residents residents;
    private final PersonalFields fields;
    private final AccessRecords accesses;

    ContactController(Residents residents, PersonalFields fields, AccessRecords accesses) {
        this.residents = residents;
        this.fields = fields;
        this.accesses = accesses;
    }

    /** One reachable member for each household that has one, preferably its head; in the order asked for. */
    @PostMapping
    ContactResolution resolveContacts(@Valid @RequestBody ContactRequest body, Scope scope, Caller caller) {
        Map<String, Resident> chosen = new HashMap<>();
        residents.ofHouseholds(body.householdIds(), scope).stream()
                .filter(Resident::hasPhone)
                .sorted(Comparator.comparing(Resident::isHeadOfHousehold)
                        .reversed()
                        .thenComparing(Resident::id))
                .forEach(resident -> {
                    String household = resident.household();
                    if (household != null) {
                        chosen.putIfAbsent(household, resident);
                    }
                });
        Map<String, List<String>> byArea = new HashMap<>();
        chosen.values()
                .forEach(resident -> byArea.computeIfAbsent(resident.area(), area -> new ArrayList<>())
                        .add(resident.id()));
        if (!byArea.isEmpty()) {
            accesses.require(caller, "resolveContacts", "resident", byArea, Set.of("name", "phone"));
        }
        List<Contact> items = new ArrayList<>();
        List<String> unreachable = new ArrayList<>();
        for (String household : new LinkedHashSet<>(body.householdIds())) {
            Resident resident = chosen.get(household);
            String phone = resident == null ? null : fields.phoneOf(resident);
            if (resident == null || phone == null) {
                unreachable.add(household);
            } else {
                items.add(new Contact(household, resident.id(), resident.name(), phone));
            }
        }
        return new ContactResolution(items, unreachable);
    }

    /** The households to be reached, at most 200. */
    record ContactRequest(@NotEmpty @Size(max = 200) List<@NotBlank @Size(max = 64) String> householdIds) {}

    /** Who can be reached of a household. */
    record Contact(String householdId, String residentId, String name, String phone) {}

    /** @param unreachable the households in which nobody has a phone, or that are not in the scope */
    record ContactResolution(List<Contact> items, List<String> unreachable) {}
}
