package io.communitycloud.common.privacy;

/**
 * A field that is stored enciphered: which collection, which member of its documents.
 *
 * <p>Each field has a key of its own, so that a value moved to another field does not open there.
 *
 * @param collection the collection's name
 * @param name the member's name; must not change while values of it are stored
 */
public record SecretField(String collection, String name) {

    public SecretField {
        if (collection.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("A secret field has a collection and a name");
        }
    }

    @Override
    public String toString() {
        return collection + "." + name;
    }
}
