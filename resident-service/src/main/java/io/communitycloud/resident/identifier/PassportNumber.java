package io.communitycloud.resident.identifier;

import java.util.regex.Pattern;

/**
 * The number of a passport.
 *
 * <p>ICAO 9303 leaves nine places for it in the machine readable zone: capital letters and digits. A number without a
 * digit is a name in the wrong field.
 *
 * @param value 5 to 9 capital letters and digits; throws {@link InvalidIdentifier} otherwise
 */
public record PassportNumber(String value) implements IdNumber {

    private static final Pattern FORM = Pattern.compile("(?=.*[0-9])[A-Z0-9]{5,9}");

    public PassportNumber {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidIdentifier(Fault.PASSPORT_FORMAT);
        }
    }

    @Override
    public IdType type() {
        return IdType.PASSPORT;
    }

    @Override
    public String toString() {
        return "PassportNumber[hidden]";
    }
}
