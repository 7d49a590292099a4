package io.communitycloud.resident.identifier;

/**
 * A mobile number of mainland China: 11 digits that begin with 13 to 19, or a synthetic one, {@code 100} and 8 digits.
 *
 * @param value the 11 digits without country code or separators; throws {@link InvalidIdentifier} otherwise
 */
public record Phone(String value) {

    /** No carrier has it and no call goes out to it. */
    private static final String SYNTHETIC_PREFIX = "100";

    public Phone {
        if (!value.chars().allMatch(character -> Gb11643.isDigit((char) character))) {
            throw new InvalidIdentifier(Fault.PHONE_CHARACTERS);
        }
        if (value.length() != 11) {
            throw new InvalidIdentifier(Fault.PHONE_LENGTH);
        }
        boolean mobile = value.charAt(0) == '1' && value.charAt(1) >= '3';
        if (!mobile && !value.startsWith(SYNTHETIC_PREFIX)) {
            throw new InvalidIdentifier(Fault.PHONE_NOT_MOBILE);
        }
    }

    /** Leaves out what people write around the digits: blanks, hyphens and the country code {@code +86}. */
    static String stripped(String text) {
        String digits = text.replace(" ", "").replace("-", "");
        return digits.startsWith("+86") ? digits.substring(3) : digits;
    }

    /** Whether the number belongs to nobody. */
    public boolean synthetic() {
        return value.startsWith(SYNTHETIC_PREFIX);
    }

    @Override
    public String toString() {
        return "Phone[hidden]";
    }
}
