package io.communitycloud.resident.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.identifier.Checked.Accepted;
import io.communitycloud.resident.identifier.Checked.Refused;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnifiedSocialCreditCodeTest {

    private static final long SEED = 32100;
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private final Identifiers identifiers = new Identifiers(Gb2260Codes.shipped(), false, Clock.systemUTC());

    @Test
    void readsTheStandardsWorkedExample() {
        assertThat(identifiers.socialCreditCode("91350100M000100Y43"))
                .isEqualTo(new Accepted<>(new UnifiedSocialCreditCode("91350100M000100Y43"), List.of()));
    }

    @Test
    void warnsOfAFailedCheckAndDoesNotRefuse() {
        assertThat(identifiers.socialCreditCode("91350100M000100Y44"))
                .isEqualTo(new Accepted<>(
                        new UnifiedSocialCreditCode("91350100M000100Y44"),
                        List.of(Caution.SOCIAL_CREDIT_CODE_CHECK_CHARACTER)));
    }

    @Test
    void warnsOfAFailedCheckOfTheOrganisationCodeInside() {
        String text = "91350100M000100Y5";
        UnifiedSocialCreditCode code = new UnifiedSocialCreditCode(text + UnifiedSocialCreditCode.checkCharacter(text));

        assertThat(code.cautions()).containsExactly(Caution.ORGANISATION_CODE_CHECK_CHARACTER);
    }

    @Test
    void warnsOfAnUnknownArea() {
        String text = "91999999M000100Y4";

        assertThat(identifiers
                        .socialCreditCode(text + UnifiedSocialCreditCode.checkCharacter(text))
                        .cautions())
                .containsExactly(Caution.UNKNOWN_AREA_CODE);
    }

    @Test
    void takesASampleOnlyWhereSamplesAreAllowed() {
        String text = "91310199MA00001X1";
        String sample = text + UnifiedSocialCreditCode.checkCharacter(text);

        assertThat(identifiers.socialCreditCode(sample))
                .isEqualTo(new Refused<UnifiedSocialCreditCode>(Fault.SOCIAL_CREDIT_CODE_SYNTHETIC));
        assertThat(new Identifiers(Gb2260Codes.shipped(), true, Clock.systemUTC())
                        .socialCreditCode(sample)
                        .cautions())
                .contains(Caution.SOCIAL_CREDIT_CODE_SYNTHETIC)
                .doesNotContain(Caution.UNKNOWN_AREA_CODE, Caution.SOCIAL_CREDIT_CODE_CHECK_CHARACTER);
    }

    @ParameterizedTest
    @CsvSource({
        "'', SOCIAL_CREDIT_CODE_LENGTH",
        "91350100M000100Y4, SOCIAL_CREDIT_CODE_LENGTH",
        "91350100m000100Y43, SOCIAL_CREDIT_CODE_LOWER_CASE",
        "91350100I000100Y43, SOCIAL_CREDIT_CODE_CHARACTERS",
        "91350100O000100Y43, SOCIAL_CREDIT_CODE_CHARACTERS",
        "91350100S000100Y43, SOCIAL_CREDIT_CODE_CHARACTERS",
        "91350100V000100Y43, SOCIAL_CREDIT_CODE_CHARACTERS",
        "91350100Z000100Y43, SOCIAL_CREDIT_CODE_CHARACTERS",
        "91350100-000100Y43, SOCIAL_CREDIT_CODE_CHARACTERS"
    })
    void namesTheRuleThatIsBroken(String text, Fault fault) {
        assertThat(identifiers.socialCreditCode(text)).isEqualTo(new Refused<UnifiedSocialCreditCode>(fault));
    }

    /** 31 is prime and no weight is 0 mod 31, so one changed character always changes the sum. */
    @Test
    void noticesEverySlipOfOneCharacter() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int place = 0; place < 17; place++) {
                text.append(CHARACTERS.charAt(random.nextInt(31)));
            }
            text.append(UnifiedSocialCreditCode.checkCharacter(text.toString()));
            assertThat(new UnifiedSocialCreditCode(text.toString()).cautions())
                    .doesNotContain(Caution.SOCIAL_CREDIT_CODE_CHECK_CHARACTER);

            int place = random.nextInt(17);
            int slipped = (CHARACTERS.indexOf(text.charAt(place)) + random.nextInt(1, 31)) % 31;
            text.setCharAt(place, CHARACTERS.charAt(slipped));
            assertThat(new UnifiedSocialCreditCode(text.toString()).cautions())
                    .contains(Caution.SOCIAL_CREDIT_CODE_CHECK_CHARACTER);
        }
    }
}
