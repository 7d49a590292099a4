package io.communitycloud.resident.identifier;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A citizen identification number (公民身份号码) of GB 11643-1999: 18 characters, right check digit, a day that exists.
 *
 * <p>Rules that depend on the day and the installation (not born in the future, synthetic numbers) are
 * {@link Identifiers}', so that a stored number can always be read back.
 *
 * @param value 17 digits and a digit or capital X; throws {@link InvalidIdentifier} otherwise
 */
public record CitizenNumber(String value) implements IdNumber {

    /** Never assigned to a county; the sample city's people carry it. */
    static final String SYNTHETIC_AREA = "310199";

    public CitizenNumber {
        Gb11643.fault(value).ifPresent(fault -> {
            throw new InvalidIdentifier(fault);
        });
        if (ResidencePermitNumber.hasItsArea(value)) {
            throw new InvalidIdentifier(Fault.CITIZEN_NUMBER_OF_RESIDENCE_PERMIT);
        }
    }

    @Override
    public IdType type() {
        return IdType.CITIZEN;
    }

    /** The six digits of the county that first issued the number (GB/T 2260, often historic). */
    public String areaCode() {
        return value.substring(0, 6);
    }

    public LocalDate birthDate() {
        return Gb11643.birthDate(value).orElseThrow();
    }

    public Sex sex() {
        return Gb11643.sex(value);
    }

    /** Whether the number belongs to nobody because its area was never assigned. */
    public boolean synthetic() {
        return value.startsWith(SYNTHETIC_AREA);
    }

    @Override
    public Optional<LocalDate> statedBirthDate() {
        return Optional.of(birthDate());
    }

    @Override
    public Optional<Sex> statedSex() {
        return Optional.of(sex());
    }

    @Override
    public String toString() {
        return "CitizenNumber[hidden]";
    }
}
