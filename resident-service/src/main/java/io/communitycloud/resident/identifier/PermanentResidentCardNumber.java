package io.communitycloud.resident.identifier;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a foreign permanent resident's card (外国人永久居留身份证).
 *
 * <p>Cards since 2023-12-01 carry 18 digits that begin with 9 and end with the check of GB 11643; older ones three
 * letters of nationality and twelve digits.
 *
 * @param value either form; throws {@link InvalidIdentifier} otherwise
 */
public record PermanentResidentCardNumber(String value) implements IdNumber {

    private static final Pattern BEFORE_2023 = Pattern.compile("[A-Z]{3}[0-9]{12}");

    public PermanentResidentCardNumber {
        boolean present = value.length() == 18 && value.charAt(0) == '9';
        if (present) {
            Gb11643.fault(value).ifPresent(fault -> {
                throw new InvalidIdentifier(fault);
            });
        } else if (!BEFORE_2023.matcher(value).matches()) {
            throw new InvalidIdentifier(Fault.PERMANENT_RESIDENT_CARD_FORMAT);
        }
    }

    @Override
    public IdType type() {
        return IdType.PERMANENT_RESIDENT_CARD;
    }

    @Override
    public Optional<LocalDate> statedBirthDate() {
        return value.length() == 18 ? Gb11643.birthDate(value) : Optional.empty();
    }

    @Override
    public Optional<Sex> statedSex() {
        return value.length() == 18 ? Optional.of(Gb11643.sex(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "PermanentResidentCardNumber[hidden]";
    }
}
