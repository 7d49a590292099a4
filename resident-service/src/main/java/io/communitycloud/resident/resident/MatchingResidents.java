package io.communitycloud.resident.resident;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.resident.identifier.Checked;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.identifier.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Says of many people at once who of them is registered: by number, or else by a phone that only one person has.
 *
 * <p>Two questions to the store for up to 200 people, each answered by an index of blind values.
 */
@Service
public class MatchingResidents {

    private final Residents residents;
    private final PersonalFields fields;
    private final Identifiers identifiers;

    MatchingResidents(Residents residents, PersonalFields fields, Identifiers identifiers) {
        this.residents = residents;
        this.fields = fields;
        this.identifiers = identifiers;
    }

    /** Somebody who is looked for. */
    public record Wanted(
            String ref,
            @Nullable IdType idType,
            @Nullable String idNumber,
            @Nullable String phone) {}

    /** By what somebody was found, or why not. */
    public enum By {
        ID_NUMBER,
        PHONE,
        /** Several people have this phone. */
        AMBIGUOUS,
        /** Nobody has this number or phone. */
        NOBODY
    }

    /**
     * What became of the search for somebody.
     *
     * @param resident null where nobody was found
     */
    public record Match(String ref, By by, @Nullable Resident resident) {}

    /** Looks for up to 200 people within a scope; the answers come in the order asked for. */
    public List<Match> match(List<Wanted> wanted, Scope scope) {
        Map<String, String> numbers = new HashMap<>();
        Map<String, String> phones = new HashMap<>();
        for (Wanted each : wanted) {
            numberIndex(each).ifPresent(index -> numbers.put(each.ref(), index));
            phoneIndex(each).ifPresent(index -> phones.put(each.ref(), index));
        }
        Map<String, Resident> byNumber = new HashMap<>();
        present(residents.withIdNumbers(distinct(numbers), scope))
                .forEach(resident -> byNumber.put(resident.idNumber().index(), resident));
        Map<String, List<Resident>> byPhone = new HashMap<>();
        present(residents.withPhones(distinct(phones), scope)).forEach(resident -> {
            SealedValue phone = resident.phone();
            if (phone != null) {
                byPhone.computeIfAbsent(phone.index(), index -> new ArrayList<>())
                        .add(resident);
            }
        });
        return wanted.stream()
                .map(each -> match(each, numbers, phones, byNumber, byPhone))
                .toList();
    }

    private static Match match(
            Wanted wanted,
            Map<String, String> numbers,
            Map<String, String> phones,
            Map<String, Resident> byNumber,
            Map<String, List<Resident>> byPhone) {
        String number = numbers.get(wanted.ref());
        Resident found = number == null ? null : byNumber.get(number);
        if (found != null) {
            return new Match(wanted.ref(), By.ID_NUMBER, found);
        }
        // Who gives a number that nobody has is not whoever has her phone.
        String phone = number == null ? phones.get(wanted.ref()) : null;
        List<Resident> callable = phone == null ? List.of() : byPhone.getOrDefault(phone, List.of());
        return switch (callable.size()) {
            case 0 -> new Match(wanted.ref(), By.NOBODY, null);
            case 1 -> new Match(wanted.ref(), By.PHONE, callable.getFirst());
            default -> new Match(wanted.ref(), By.AMBIGUOUS, null);
        };
    }

    private Optional<String> numberIndex(Wanted wanted) {
        String text = wanted.idNumber();
        IdType type = wanted.idType() == null ? IdType.CITIZEN : wanted.idType();
        return text == null
                ? Optional.empty()
                : accepted(identifiers.idNumber(type, text)).map(fields::indexOf);
    }

    private Optional<String> phoneIndex(Wanted wanted) {
        String text = wanted.phone();
        return text == null
                ? Optional.empty()
                : accepted(identifiers.phone(text)).map(fields::indexOf);
    }

    private static <T> Optional<T> accepted(Checked<? extends T> checked) {
        return switch (checked) {
            case Checked.Accepted<? extends T> accepted -> Optional.of(accepted.value());
            case Checked.Refused<? extends T> refused -> Optional.empty();
        };
    }

    private static Stream<Resident> present(List<Resident> found) {
        return found.stream().filter(resident -> resident.status() == ResidentStatus.ACTIVE);
    }

    private static List<String> distinct(Map<String, String> indexes) {
        return indexes.values().stream().distinct().toList();
    }
}
