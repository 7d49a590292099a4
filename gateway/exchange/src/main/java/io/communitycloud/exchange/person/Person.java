package io.communitycloud.exchange.person;

/** A person as legacy systems know her. */
public record Person(String residentId, String citizenNumber, String name) {

    /** Names the register's entry and tells nothing of the person. */
    @Override
    public String toString() {
        return "Person[" + residentId + "]";
    }
}
