package io.communitycloud.notice.contact;

/** Contacts cannot be asked for at the moment; what needs them waits. */
public final class ContactsAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ContactsAway(String message, Throwable cause) {
        super(message, cause);
    }
}
