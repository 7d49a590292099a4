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

    public void reset() {
        unreachable.clear();
        purposes.clear();
        largest = 0;
        away = false;
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
        purposes.add(purpose);
        largest = Math.max(largest, households.size());
        Map<String, Contact> contacts = new HashMap<>();
        households.stream()
                .filter(household -> !unreachable.contains(household))
                .forEach(household -> contacts.put(household, new Contact(household, "10012345678")));
        return contacts;
    }
}
