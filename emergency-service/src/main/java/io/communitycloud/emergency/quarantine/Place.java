package io.communitycloud.emergency.quarantine;

/** Where one part of a quarantine is spent. */
public enum Place {
    /** At a central site in the city. */
    CITY(QuarantineKind.CENTRAL),
    /** At home in the city. */
    HOME(QuarantineKind.HOME),
    /** In the province of destination; until it has signed for the person, the city answers for her. */
    DESTINATION(QuarantineKind.CENTRAL);

    private final QuarantineKind kind;

    Place(QuarantineKind kind) {
        this.kind = kind;
    }

    QuarantineKind kind() {
        return kind;
    }

    static Place of(QuarantineKind kind) {
        return switch (kind) {
            case HOME -> HOME;
            case CENTRAL -> CITY;
        };
    }
}
