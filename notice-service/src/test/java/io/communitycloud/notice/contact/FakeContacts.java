package io.communitycloud.notice.contact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A resident service that can be away, and in which some households have no phone. */
public final class FakeContacts implements Contacts {

    private final Set<String> unreachable = new HashSet<>();
    private final List<String> purposes = new ArrayList<>();
    private int largest;
    private boolean away;
    private int failEvery;
    private int calls;

    public void reset() {
        unreachable.clear();
        purposes.clear();
        largest = 0;
        away = false;
        failEvery = 0;
        calls = 0;
    }

    /** Has every so many calls end as if the process had died in it. */
    public void failEvery(int howMany) {
        failEvery = howMany;
    }

    public void goAway(boolean gone) {
        away = gone;
    }

    public void hasNoPhone(String household) {
        unreachable.add(household);
    }

    /** The purposes stated, call by call. */
    public List<String> purposes() {
        return purposes;
    }

    /** The most households of one call. */
    public int largestCall() {
        return largest;
    }

    @Override
    public Map<String, Contact> of(Collection<String> households, String area, String purpose) {
        if (away) {
            throw new ContactsAway("away", new IllegalStateException("nobody listens"));
        }
        calls++;
        if (failEvery > 0 && calls % failEvery == 0) {
            throw new Crash();
        }
        purposes.add(purpose);
        largest = Math.max(largest, households.size());
        Map<String, Contact> contacts = new HashMap<>();
        households.stream()
                .filter(household -> !unreachable.contains(household))
                .forEach(household -> contacts.put(household, new Contact(household, "10012345678")));
        return contacts;
    }

    /** Stands for the end of the process. */
    public static final class Crash extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
