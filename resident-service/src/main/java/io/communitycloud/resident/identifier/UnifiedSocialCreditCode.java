package io.communitycloud.resident.identifier;

import java.util.ArrayList;
import java.util.List;

/**
 * A unified social credit code (统一社会信用代码) of GB 32100-2015.
 *
 * <p>A failed check is a caution and not a fault: such codes have been issued and their holders exist.
 *
 * @param value 18 characters of the standard's 31; throws {@link InvalidIdentifier} otherwise
 */
public record UnifiedSocialCreditCode(String value) {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    /** No authority registers there. */
    private static final String SYNTHETIC_AREA = "310199";

    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    public UnifiedSocialCreditCode {
        if (value.length() != 18) {
            throw new InvalidIdentifier(Fault.SOCIAL_CREDIT_CODE_LENGTH);
        }
        if (value.chars().anyMatch(character -> character >= 'a' && character <= 'z')) {
            throw new InvalidIdentifier(Fault.SOCIAL_CREDIT_CODE_LOWER_CASE);
        }
        if (value.chars().anyMatch(character -> CHARACTERS.indexOf(character) < 0)) {
            throw new InvalidIdentifier(Fault.SOCIAL_CREDIT_CODE_CHARACTERS);
        }
    }

    /** The six digits of the registering authority's area (GB/T 2260). */
    public String areaCode() {
        return value.substring(2, 8);
    }

    /** Whether the code belongs to nobody. */
    public boolean synthetic() {
        return areaCode().equals(SYNTHETIC_AREA);
    }

    /** What the code's own two check characters say. */
    public List<Caution> cautions() {
        List<Caution> cautions = new ArrayList<>();
        if (value.charAt(17) != checkCharacter(value)) {
            cautions.add(Caution.SOCIAL_CREDIT_CODE_CHECK_CHARACTER);
        }
        if (value.charAt(16) != organisationCheckCharacter(value.substring(8, 16))) {
            cautions.add(Caution.ORGANISATION_CODE_CHECK_CHARACTER);
        }
        return cautions;
    }

    /** The check of the first 17 characters: weights 3^(i-1) mod 31; a remainder of 0 gives 0. */
    static char checkCharacter(String text) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += CHARACTERS.indexOf(text.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return CHARACTERS.charAt((31 - sum % 31) % 31);
    }

    /** GB 11714-1997: digits count as themselves, letters as 10 to 35; 10 is written X and 11 as 0. */
    static char organisationCheckCharacter(String eight) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            sum += Character.digit(eight.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    @Override
    public String toString() {
        return value;
    }
}
