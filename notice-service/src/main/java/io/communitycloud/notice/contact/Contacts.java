package io.communitycloud.notice.contact;

import java.util.Collection;
import java.util.Map;

/** Finds out where households can be reached, each time anew. */
@FunctionalInterface
public interface Contacts {

    /** The most households of one call. */
    int MOST = 200;

    /**
     * Asks for contacts.
     *
     * @param area whose households they are; bounds what may be learnt
     * @param purpose why, as it will stand in each resident's access log
     * @return a contact for each household that can be reached, by its id
     * @throws ContactsAway where nobody answers for now
     */
    Map<String, Contact> of(Collection<String> households, String area, String purpose);
}
