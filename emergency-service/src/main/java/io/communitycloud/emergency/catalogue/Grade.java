package io.communitycloud.emergency.catalogue;

/**
 * How grave an incident is: 1 is the gravest, 4 the ordinary one.
 *
 * @param zh 特别重大, 重大, 较大, 一般
 * @param response the response level that answers it, I to IV
 * @param leadLevel who leads, as the data say
 */
public record Grade(int id, String zh, String en, String response, String colour, String leadLevel) {

    public static final int GRAVEST = 1;
    public static final int ORDINARY = 4;
}
