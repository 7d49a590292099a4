package io.communitycloud.store.inspection;

/** Something that is not as it should be. */
public record Finding(String collection, String what) {

    @Override
    public String toString() {
        return collection + ": " + what;
    }
}
