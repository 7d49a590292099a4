package io.communitycloud.city;

import java.util.Locale;

/** Assigns unified social credit codes of GB 32100-2015 in the area 310199, which was never assigned to a county. */
final class SocialCreditCodes {

    private static final String AREA = "310199";
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private int assigned;

    /** A code not given before; {@code office} are the two characters of registering office and category. */
    String next(String office) {
        String organisation = String.format(Locale.ROOT, "MA%06d", ++assigned);
        String text = office + AREA + organisation + organisationCheck(organisation);
        return text + check(text);
    }

    /** GB 11714-1997: letters count as 10 to 35; 10 is written X and 11 as 0. */
    private static char organisationCheck(String eight) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            sum += Character.digit(eight.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    /** GB 32100-2015: weights 3^(i-1) mod 31. */
    private static char check(String text) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < text.length(); i++) {
            sum += CHARACTERS.indexOf(text.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return CHARACTERS.charAt((31 - sum % 31) % 31);
    }
}
