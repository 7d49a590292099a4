package io.communitycloud.resident.identifier;

/** Sex by GB/T 2261.1-2003. */
public enum Sex {
    UNKNOWN("0"),
    MALE("1"),
    FEMALE("2"),
    NOT_STATED("9");

    private final String code;

    Sex(String code) {
        this.code = code;
    }

    /** The one-digit code of GB/T 2261.1. */
    public String code() {
        return code;
    }
}
