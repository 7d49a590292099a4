package io.communitycloud.resident.identifier;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The number on a paper by which a resident is known.
 *
 * <p>{@code toString()} never shows it; {@link #value()} is for the field cipher and the blind index only.
 */
public sealed interface IdNumber
        permits CitizenNumber, ResidencePermitNumber, PermanentResidentCardNumber, TravelPermitNumber, PassportNumber {

    IdType type();

    /** The number as it is printed, without blanks. */
    String value();

    /** The birth date that the number states, where its kind states one. */
    default Optional<LocalDate> statedBirthDate() {
        return Optional.empty();
    }

    /** The sex that the number states, where its kind states one. */
    default Optional<Sex> statedSex() {
        return Optional.empty();
    }
}
