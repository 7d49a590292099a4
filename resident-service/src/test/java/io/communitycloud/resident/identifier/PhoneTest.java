package io.communitycloud.resident.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.identifier.Checked.Refused;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

    private final Identifiers production = new Identifiers(Gb2260Codes.shipped(), false, Clock.systemUTC());
    private final Identifiers laptop = new Identifiers(Gb2260Codes.shipped(), true, Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"13800138000", "138 0013 8000", "138-0013-8000", "+8613800138000", " +86 138 0013 8000 "})
    void readsAMobileNumberAsPeopleWriteIt(String text) {
        assertThat(production.phone(text).orThrow().value()).isEqualTo("13800138000");
    }

    @ParameterizedTest
    @CsvSource({
        "'', PHONE_LENGTH",
        "1380013800, PHONE_LENGTH",
        "138001380000, PHONE_LENGTH",
        "8613800138000, PHONE_LENGTH",
        "1380013800a, PHONE_CHARACTERS",
        "138****8000, PHONE_CHARACTERS",
        "１３８００１３８０００, PHONE_CHARACTERS",
        "12800138000, PHONE_NOT_MOBILE",
        "02112345678, PHONE_NOT_MOBILE",
        "10112345678, PHONE_NOT_MOBILE"
    })
    void namesTheRuleThatIsBroken(String text, Fault fault) {
        assertThat(laptop.phone(text)).isEqualTo(new Refused<Phone>(fault));
    }

    @Test
    void acceptsSyntheticPhonesOnlyWhereTheyAreAllowed() {
        assertThat(laptop.phone("10012345678").orThrow().synthetic()).isTrue();
        assertThat(production.phone("10012345678")).isEqualTo(new Refused<Phone>(Fault.PHONE_SYNTHETIC));
    }

    @Test
    void neverShowsItself() {
        assertThat(new Phone("13800138000").toString()).doesNotContainPattern("[0-9]");
    }
}
