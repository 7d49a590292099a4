package io.communitycloud.resident.identifier;

import java.util.Locale;

/**
 * Why a text is no identifier of the kind it was given as.
 *
 * <p>The code is stable and names the one rule that was broken, so that a clerk can tell a typing error from a wrong
 * field. A fault never carries the text itself: it ends up in answers and logs.
 */
public enum Fault {
    CITIZEN_NUMBER_LENGTH,
    /** The 15-digit numbers of GB 11643-1989 ended on 2013-01-01. */
    CITIZEN_NUMBER_FIFTEEN_DIGITS,
    CITIZEN_NUMBER_CHARACTERS,
    /** GB 11643-1999 writes the check value 10 as a capital X. */
    CITIZEN_NUMBER_LOWER_CASE_X,
    CITIZEN_NUMBER_BIRTH_DATE,
    CITIZEN_NUMBER_BORN_IN_FUTURE,
    CITIZEN_NUMBER_CHECK_DIGIT,
    /** Area 310199 was never assigned; its numbers are samples and open no door in production. */
    CITIZEN_NUMBER_SYNTHETIC,
    /** Areas 81, 82 and 83 are on residence permits, not on citizens' cards. */
    CITIZEN_NUMBER_OF_RESIDENCE_PERMIT,
    RESIDENCE_PERMIT_AREA,
    PERMANENT_RESIDENT_CARD_FORMAT,
    PASSPORT_FORMAT,
    TRAVEL_PERMIT_FORMAT,
    PHONE_LENGTH,
    PHONE_CHARACTERS,
    PHONE_NOT_MOBILE,
    /** Numbers that begin with 100 are assigned to nobody; they are samples. */
    PHONE_SYNTHETIC,
    SOCIAL_CREDIT_CODE_LENGTH,
    SOCIAL_CREDIT_CODE_LOWER_CASE,
    /** GB 32100-2015 leaves out I, O, S, V and Z. */
    SOCIAL_CREDIT_CODE_CHARACTERS,
    /** Area 310199 was never assigned; its codes are samples and open no door in production. */
    SOCIAL_CREDIT_CODE_SYNTHETIC;

    /** The stable code in kebab case, for example {@code citizen-number-check-digit}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
