package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.keyperson.KeyPersonRows.NumberedRow;
import io.communitycloud.emergency.keyperson.KeyPersonRows.State;
import io.communitycloud.emergency.keyperson.Matching.Match;
import io.communitycloud.emergency.keyperson.Matching.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Hands the people of a list to the committees they live in, a batch at a time.
 *
 * <p>A person's id is that of her task, so a batch that is done twice makes nobody twice. Who is no resident goes to the
 * area the bureau named, or stays with the city, which assigns her by hand.
 */
@Service
class DistributingKeyPersons {

    private final KeyPersonLists lists;
    private final KeyPersonRows rows;
    private final KeyPersons persons;
    private final KeyPersonParts parts;
    private final Matching matching;
    private final PersonSecrets secrets;
    private final CountingAnswers counting;
    private final AreaTree areas;
    private final Clock clock;

    DistributingKeyPersons(
            KeyPersonLists lists,
            KeyPersonRows rows,
            KeyPersons persons,
            KeyPersonParts parts,
            Matching matching,
            PersonSecrets secrets,
            CountingAnswers counting,
            AreaTree areas,
            Clock clock) {
        this.lists = lists;
        this.rows = rows;
        this.persons = persons;
        this.parts = parts;
        this.matching = matching;
        this.secrets = secrets;
        this.counting = counting;
        this.areas = areas;
        this.clock = clock;
    }

    /** Does the next batch; false where nothing waits. */
    boolean next() {
        Optional<KeyPersonList> first = lists.firstToDistribute();
        first.ifPresent(this::advance);
        return first.isPresent();
    }

    private void advance(KeyPersonList list) {
        List<NumberedRow> batch = rows.waiting(list.id(), Matching.MOST);
        if (batch.isEmpty()) {
            finish(list);
            return;
        }
        Map<String, Match> matches = matching.match(batch.stream()
                .map(row -> new Wanted(ref(row), number(row.row()), phone(row.row())))
                .toList());
        Instant now = clock.instant();
        Set<String> ensured = new HashSet<>();
        Map<Integer, State> outcomes = new HashMap<>();
        for (NumberedRow row : batch) {
            Match match = Objects.requireNonNull(matches.get(ref(row)));
            String area = areaOf(row.row(), match);
            List<String> path = areas.scopeOf(area, "");
            if (ensured.add(area)) {
                parts.ensure(KeyPersonPart.of(list, area, path, now));
            }
            outcomes.put(row.number(), hand(list, row, match, area, path, now));
        }
        rows.settle(list.id(), outcomes);
    }

    private State hand(
            KeyPersonList list, NumberedRow numbered, Match match, String area, List<String> path, Instant now) {
        KeyPersonRow row = numbered.row();
        String taskId = Objects.requireNonNull(row.taskId());
        String id = KeyPersons.idOf(list.bureau(), taskId);
        KeyPerson person = new KeyPerson(
                id,
                area,
                KeyPerson.scope(path, list.bureau()),
                now,
                list.id(),
                list.bureau(),
                taskId,
                numbered.number(),
                list.exercise(),
                secrets.seal(id, Objects.requireNonNull(row.name()).strip(), number(row), phone(row), row.address()),
                match.by(),
                match.residentId(),
                match.householdId(),
                row.fromArea(),
                row.policyId(),
                OffsetDateTime.parse(Objects.requireNonNull(row.arrivedAt()).strip())
                        .toInstant(),
                list.due(),
                KeyPerson.State.OPEN);
        try {
            persons.save(person);
            return State.DISTRIBUTED;
        } catch (DuplicateKeyException there) {
            boolean ours = persons.find(id, Scope.everything())
                    .filter(found -> found.list().equals(list.id()))
                    .isPresent();
            return ours ? State.DISTRIBUTED : State.KNOWN;
        }
    }

    private void finish(KeyPersonList list) {
        Instant now = clock.instant();
        List<String> all = parts.idsOfList(list.id());
        all.forEach(part -> counting.countPart(part, now));
        int matched = persons.countMatchedBy(list.id(), MatchedBy.ID_NUMBER)
                + persons.countMatchedBy(list.id(), MatchedBy.PHONE);
        lists.act(
                list.id(),
                found -> found.distributed(
                        persons.countOfList(list.id()), rows.count(list.id(), State.KNOWN), matched, all.size(), now));
        counting.countList(list.id(), now);
    }

    private String areaOf(KeyPersonRow row, Match match) {
        String area = match.area();
        if (area != null && !areas.path(area).isEmpty()) {
            return area;
        }
        String stated = RowRules.told(row.area());
        return stated != null && !areas.path(stated).isEmpty() ? stated : lists.city();
    }

    private static String ref(NumberedRow row) {
        return Integer.toString(row.number());
    }

    private static @Nullable String number(KeyPersonRow row) {
        String number = RowRules.told(row.idNumber());
        return number == null ? null : RowRules.normal(number);
    }

    private static @Nullable String phone(KeyPersonRow row) {
        String phone = RowRules.told(row.phone());
        return phone == null ? null : RowRules.phone(phone);
    }
}
