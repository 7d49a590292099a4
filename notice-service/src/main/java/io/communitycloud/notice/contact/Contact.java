package io.communitycloud.notice.contact;

/**
 * Where a household can be reached, known while a message is being sent and not longer.
 *
 * @param phone in clear; never stored, logged or put into an event
 */
public record Contact(String householdId, String phone) {

    /** Says nothing of the phone, whoever prints it. */
    @Override
    public String toString() {
        return "Contact[" + householdId + "]";
    }
}
