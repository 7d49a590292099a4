package io.communitycloud.emergency.testing;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.person.Person;
import io.communitycloud.emergency.person.Persons;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A register of residents that can be away. */
public final class FakePersons implements Persons {

    private final Map<String, Person> persons = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** Registers somebody in a committee, in a household of her own. */
    public String lives(String id, String area) {
        persons.put(id, new Person(id, area, "H-" + id, true));
        return id;
    }

    public void isDead(String id, String area) {
        persons.put(id, new Person(id, area, null, false));
    }

    public void goAway(boolean gone) {
        away = gone;
    }

    @Override
    public Optional<Person> find(String residentId, Scope within) {
        if (away) {
            throw new Refused(Refusal.of("residents-away", Refusal.Kind.UNAVAILABLE));
        }
        // A committee's code is the only one of these tests that may differ from what the caller's area covers.
        return Optional.ofNullable(persons.get(residentId))
                .filter(person -> within.key().equals(person.area())
                        || person.area().startsWith(within.key().replaceAll("0+$", "")));
    }
}
