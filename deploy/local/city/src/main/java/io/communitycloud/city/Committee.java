package io.communitycloud.city;

import java.util.Set;

/**
 * A neighbourhood or village committee.
 *
 * @param code 12-digit area code
 * @param name as in the area table
 */
record Committee(String code, String name) {

    /** The districts inside the inner ring, where the lanes of a century ago still stand. */
    private static final Set<String> OLD_TOWN =
            Set.of("310101", "310104", "310105", "310106", "310107", "310109", "310110");

    String district() {
        return code.substring(0, 6);
    }

    /** By the numbering of statistical codes: 200 to 399 are villagers' committees, 500 and above like them. */
    boolean village() {
        int number = Integer.parseInt(code.substring(9));
        return (number >= 200 && number < 400) || number >= 500;
    }

    boolean oldTown() {
        return OLD_TOWN.contains(district());
    }

    /** The name without its office: {@code 云南中路}. */
    String place() {
        return name.replaceFirst("(居委会|村委会|社区|虚拟生活区)$", "");
    }
}
