package io.communitycloud.resident.identifier;

import java.util.Locale;

/** What looks odd about an identifier that is nevertheless accepted: a person decides, not the program. */
public enum Caution {
    /** The area code is in no edition of GB/T 2260 from 2002 to 2023; earlier editions are not in our list. */
    UNKNOWN_AREA_CODE,
    /** Genuine codes that fail the check of GB 32100-2015 are in use. */
    SOCIAL_CREDIT_CODE_CHECK_CHARACTER,
    /** The organisation code inside (GB 11714-1997, characters 9 to 17) fails its own check. */
    ORGANISATION_CODE_CHECK_CHARACTER,
    /** The code is a sample and belongs to nobody; only an installation that allows samples takes it. */
    SOCIAL_CREDIT_CODE_SYNTHETIC;

    /** The stable code in kebab case, for example {@code unknown-area-code}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
