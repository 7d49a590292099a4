package io.communitycloud.exchange.partner;

import java.util.regex.Pattern;

/**
 * The unified social credit code of GB 32100-2015.
 *
 * <p>Codes that were really issued fail the check now and then, so a failure is told and never refused.
 */
final class CreditCode {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern FORM = Pattern.compile("[" + CHARACTERS + "]{18}");
    private static final int CHECKED = 17;
    private static final int MODULUS = 31;

    private CreditCode() {}

    /** Whether the code has its form and its last character is the check of the others: weights 3^(i-1) mod 31. */
    static boolean passes(String code) {
        if (!FORM.matcher(code).matches()) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < CHECKED; i++) {
            sum += CHARACTERS.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % MODULUS;
        }
        return CHARACTERS.indexOf(code.charAt(CHECKED)) == (MODULUS - sum % MODULUS) % MODULUS;
    }
}
