package io.communitycloud.resident.identifier;

import io.communitycloud.resident.identifier.Checked.Accepted;
import io.communitycloud.resident.identifier.Checked.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/**
 * Reads identifiers from what a caller typed, by the rules of this installation on this day.
 *
 * <p>An unknown area code is a caution: the shipped list begins in 2002 and people are older than that. Synthetic
 * numbers and phones are accepted only where they are allowed, which no production installation does.
 */
public final class Identifiers {

    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private final Gb2260Codes areaCodes;
    private final boolean allowSynthetic;
    private final Clock clock;

    public Identifiers(Gb2260Codes areaCodes, boolean allowSynthetic, Clock clock) {
        this.areaCodes = areaCodes;
        this.allowSynthetic = allowSynthetic;
        this.clock = clock;
    }

    /** Reads the number of a paper of the given type. */
    public Checked<? extends IdNumber> idNumber(IdType type, String text) {
        return switch (type) {
            case CITIZEN -> citizenNumber(text);
            case RESIDENCE_PERMIT -> read(text, ResidencePermitNumber::new, this::born);
            case PERMANENT_RESIDENT_CARD -> read(text, PermanentResidentCardNumber::new, this::born);
            case TRAVEL_PERMIT -> read(text, TravelPermitNumber::new, this::born);
            case PASSPORT -> read(text, PassportNumber::new, this::born);
        };
    }

    public Checked<CitizenNumber> citizenNumber(String text) {
        return read(text, CitizenNumber::new, number -> {
            if (number.synthetic()) {
                return allowSynthetic ? born(number) : new Refused<>(Fault.CITIZEN_NUMBER_SYNTHETIC);
            }
            return switch (born(number)) {
                case Refused<CitizenNumber> refused -> refused;
                case Accepted<CitizenNumber> accepted ->
                    areaCodes.contains(number.areaCode())
                            ? accepted
                            : new Accepted<>(number, List.of(Caution.UNKNOWN_AREA_CODE));
            };
        });
    }

    /** Reads a mobile number, with or without {@code +86}, blanks and hyphens. */
    public Checked<Phone> phone(String text) {
        return read(
                Phone.stripped(text),
                Phone::new,
                phone -> phone.synthetic() && !allowSynthetic
                        ? new Refused<>(Fault.PHONE_SYNTHETIC)
                        : new Accepted<>(phone, List.of()));
    }

    public Checked<UnifiedSocialCreditCode> socialCreditCode(String text) {
        return read(text, UnifiedSocialCreditCode::new, code -> {
            List<Caution> cautions = code.cautions();
            if (code.synthetic()) {
                if (!allowSynthetic) {
                    return new Refused<>(Fault.SOCIAL_CREDIT_CODE_SYNTHETIC);
                }
                cautions.add(Caution.SOCIAL_CREDIT_CODE_SYNTHETIC);
            } else if (!areaCodes.contains(code.areaCode())) {
                cautions.add(Caution.UNKNOWN_AREA_CODE);
            }
            return new Accepted<>(code, cautions);
        });
    }

    private <T extends IdNumber> Checked<T> born(T number) {
        boolean future = number.statedBirthDate()
                .filter(date -> date.isAfter(LocalDate.now(clock.withZone(CITY))))
                .isPresent();
        return future ? new Refused<>(Fault.CITIZEN_NUMBER_BORN_IN_FUTURE) : new Accepted<>(number, List.of());
    }

    private static <T> Checked<T> read(String text, Function<String, T> form, Function<T, Checked<T>> rules) {
        T value;
        try {
            value = form.apply(text.strip());
        } catch (InvalidIdentifier invalid) {
            return new Refused<>(invalid.fault());
        }
        return rules.apply(value);
    }
}
