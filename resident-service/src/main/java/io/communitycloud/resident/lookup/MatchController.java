package io.communitycloud.resident.lookup;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.privacy.AccessRecords;
import io.communitycloud.common.privacy.Masks;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.resident.MatchingResidents;
import io.communitycloud.resident.resident.MatchingResidents.By;
import io.communitycloud.resident.resident.MatchingResidents.Match;
import io.communitycloud.resident.resident.MatchingResidents.Wanted;
import io.communitycloud.resident.resident.Resident;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells another service which of many people are residents, and nothing of them but where they belong.
 *
 * <p>That a number belongs to somebody is personal too, so each match is on record with its purpose.
 */
@RestController
@RequestMapping("/api/v1/lookups/matches")
class MatchController {

    private final MatchingResidents matching;
    private final AccessRecords accesses;

    MatchController(MatchingResidents matching, AccessRecords accesses) {
        this.matching = matching;
        this.accesses = accesses;
    }

    /** One answer for each person asked for, in that order. */
    @PostMapping
    MatchList matchResidents(@Valid @RequestBody MatchRequest body, Scope scope, Caller caller) {
        Set<String> refs = new HashSet<>();
        for (int i = 0; i < body.items().size(); i++) {
            WantedPerson each = body.items().get(i);
            Masks.refuseMasked("/items/" + i + "/idNumber", each.idNumber());
            Masks.refuseMasked("/items/" + i + "/phone", each.phone());
            if (!refs.add(each.ref())) {
                throw new InvalidRequest(List.of(FieldError.of("/items/" + i + "/ref", "not-unique")));
            }
        }
        List<Match> matches = matching.match(
                body.items().stream()
                        .map(each -> new Wanted(each.ref(), each.idNumberType(), each.idNumber(), each.phone()))
                        .toList(),
                scope);
        record(By.ID_NUMBER, "idNumber", matches, caller);
        record(By.PHONE, "phone", matches, caller);
        return new MatchList(matches.stream().map(MatchedPerson::of).toList());
    }

    private void record(By by, String field, List<Match> matches, Caller caller) {
        Map<String, List<String>> byArea = new HashMap<>();
        for (Match match : matches) {
            Resident resident = match.resident();
            if (match.by() == by && resident != null) {
                byArea.computeIfAbsent(resident.area(), area -> new ArrayList<>())
                        .add(resident.id());
            }
        }
        if (!byArea.isEmpty()) {
            accesses.require(caller, "matchResidents", "resident", byArea, Set.of(field));
        }
    }

    /** The people looked for, at most 200. */
    record MatchRequest(@NotEmpty @Size(max = 200) List<@NotNull @Valid WantedPerson> items) {}

    /**
     * Somebody who is looked for.
     *
     * @param ref the caller's own name for her, which comes back with the answer
     * @param idNumberType of a citizen where it is not said
     * @param phone asked only where there is no number
     */
    record WantedPerson(
            @NotBlank @Size(max = 64) String ref,
            @Nullable IdType idNumberType,
            @Nullable @Size(min = 1, max = 30) String idNumber,
            @Nullable @Size(min = 1, max = 20) String phone) {}

    record MatchList(List<MatchedPerson> items) {}

    /** @param by what she was found by, or why she was not; the members after it are null then */
    record MatchedPerson(
            String ref,
            By by,
            @Nullable String residentId,
            @Nullable String householdId,
            @Nullable String area) {

        static MatchedPerson of(Match match) {
            Resident resident = match.resident();
            return resident == null
                    ? new MatchedPerson(match.ref(), match.by(), null, null, null)
                    : new MatchedPerson(match.ref(), match.by(), resident.id(), resident.household(), resident.area());
        }
    }
}
