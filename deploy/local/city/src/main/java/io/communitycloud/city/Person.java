package io.communitycloud.city;

/**
 * Somebody in a household, before there is a name.
 *
 * @param age in whole years
 * @param relation to the head of household, GB/T 4761 in one digit
 * @param line whose surname: the people of one line share it
 */
record Person(boolean male, int age, Relation relation, Line line) {

    boolean elder() {
        return age >= 60;
    }

    /** To the head of household, GB/T 4761. */
    enum Relation {
        HEAD("0"),
        SPOUSE("1"),
        SON("2"),
        DAUGHTER("3"),
        PARENT("5"),
        SIBLING("7"),
        OTHER("8");

        private final String code;

        Relation(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** Where a surname comes from. */
    enum Line {
        /** The father's: his own, his children's and his father's. */
        FAMILY,
        /** Somebody who brought a surname of her or his own. */
        OWN
    }
}
