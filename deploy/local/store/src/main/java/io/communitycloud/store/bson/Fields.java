package io.communitycloud.store.bson;

import de.bwaldvogel.mongo.bson.Document;

/** Fields that must be there, with the type they must have. */
public final class Fields {

    private Fields() {}

    public static int integer(Document document, String field) {
        return (int) number(document, field);
    }

    public static long number(Document document, String field) {
        if (document.get(field) instanceof Number number) {
            return number.longValue();
        }
        throw new ClassCastException("'" + field + "' must be a number");
    }

    public static Document document(Document document, String field) {
        if (document.get(field) instanceof Document value) {
            return value;
        }
        throw new ClassCastException("'" + field + "' must be an object");
    }
}
