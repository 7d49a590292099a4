package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Counts how many people of a part and of a list are open, from the people themselves.
 *
 * <p>A count that was lost with the process is made again with the next answer, or when the part's clock fires.
 */
@Service
class CountingAnswers {

    private final KeyPersons persons;
    private final KeyPersonParts parts;
    private final KeyPersonLists lists;
    private final AreaTree areas;

    CountingAnswers(KeyPersons persons, KeyPersonParts parts, KeyPersonLists lists, AreaTree areas) {
        this.persons = persons;
        this.parts = parts;
        this.lists = lists;
        this.areas = areas;
    }

    /** Counts after something happened to a person of an area. */
    void count(String list, String area, Instant now) {
        countPart(KeyPersonPart.idOf(list, area), now);
        countList(list, now);
    }

    /** Makes the part of an area that gets its first person by hand. */
    void ensure(String list, String area, Instant now) {
        parts.ensure(KeyPersonPart.of(lists.require(list, Scope.everything()), area, areas.scopeOf(area, ""), now));
    }

    void countPart(String part, Instant now) {
        parts.act(part, Scope.everything(), null, found -> count(found, now));
    }

    /** Counts and, where the clock was missed all the same, calls the next level. */
    void wake(String part, Instant now) {
        parts.act(part, Scope.everything(), null, found -> {
            count(found, now);
            List<String> path = areas.scopeOf(found.area(), "");
            found.tick(path, now);
        });
    }

    void countList(String list, Instant now) {
        lists.act(list, found -> found.answeredFor(persons.countOpenOfList(list), now));
    }

    private void count(KeyPersonPart part, Instant now) {
        part.count(
                persons.countOfPart(part.list(), part.area()), persons.countOpenOfPart(part.list(), part.area()), now);
    }
}
