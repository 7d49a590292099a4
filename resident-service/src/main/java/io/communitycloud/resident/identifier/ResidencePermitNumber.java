package io.communitycloud.resident.identifier;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * The number of a residence permit for people of Hong Kong, Macao and Taiwan (港澳台居民居住证).
 *
 * <p>Built like a citizen number with the areas 810000, 820000 and 830000 (State Council 国办发〔2018〕81号).
 *
 * @param value 18 characters with the check of GB 11643; throws {@link InvalidIdentifier} otherwise
 */
public record ResidencePermitNumber(String value) implements IdNumber {

    private static final Set<String> AREAS = Set.of("810000", "820000", "830000");

    public ResidencePermitNumber {
        Gb11643.fault(value).ifPresent(fault -> {
            throw new InvalidIdentifier(fault);
        });
        if (!hasItsArea(value)) {
            throw new InvalidIdentifier(Fault.RESIDENCE_PERMIT_AREA);
        }
    }

    static boolean hasItsArea(String value) {
        return AREAS.contains(value.substring(0, 6));
    }

    @Override
    public IdType type() {
        return IdType.RESIDENCE_PERMIT;
    }

    @Override
    public Optional<LocalDate> statedBirthDate() {
        return Gb11643.birthDate(value);
    }

    @Override
    public Optional<Sex> statedSex() {
        return Optional.of(Gb11643.sex(value));
    }

    @Override
    public String toString() {
        return "ResidencePermitNumber[hidden]";
    }
}
