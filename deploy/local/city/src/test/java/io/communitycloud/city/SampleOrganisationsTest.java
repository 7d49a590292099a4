package io.communitycloud.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleOrganisationsTest {

    private static final long SEED = SampleCity.DEFAULT_SEED;
    private static final List<SampleOrganisation> ORGANISATIONS = SampleOrganisations.generate(SEED, 2_000);

    @Test
    void givesTheSameOrganisationsForTheSameSeed() {
        assertThat(SampleOrganisations.generate(SEED, 2_000)).isEqualTo(ORGANISATIONS);
        assertThat(SampleOrganisations.generate(SEED + 1, 2_000)).isNotEqualTo(ORGANISATIONS);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 20_000})
    void givesSomeHundred(int people) {
        assertThat(SampleOrganisations.generate(SEED, people)).hasSizeBetween(250, 450);
    }

    @Test
    void saysOfEachThatItIsASample() {
        assertThat(ORGANISATIONS).allMatch(each -> each.name().endsWith("（样本）"));
        assertThat(ORGANISATIONS)
                .filteredOn(each -> each.socialCreditCode() != null)
                .allMatch(
                        each -> Objects.requireNonNull(each.socialCreditCode()).startsWith("310199", 2));
        assertThat(ORGANISATIONS).allMatch(each -> each.phone().matches("100[0-9]{8}"));
    }

    @Test
    void givesNoTwoTheSameCodeOrTheSameNameInACommittee() {
        assertThat(ORGANISATIONS)
                .extracting(SampleOrganisation::socialCreditCode)
                .filteredOn(Objects::nonNull)
                .doesNotHaveDuplicates();
        assertThat(ORGANISATIONS).extracting(each -> each.area() + each.name()).doesNotHaveDuplicates();
    }

    @Test
    void hasElevenInEachCommitteeOfTheStories() {
        var byCommittee = ORGANISATIONS.stream().collect(Collectors.groupingBy(SampleOrganisation::area));
        for (String story : List.of("310101002001", "310101002002", "310101002010")) {
            assertThat(byCommittee.get(story)).hasSize(11);
        }
    }

    /** A code worked out by hand: 92 310199 MA000001, then the checks of GB 11714-1997 and GB 32100-2015. */
    @Test
    void checksItsCodesAsTheStandardsSay() {
        String code = new SocialCreditCodes().next("92");

        assertThat(code).startsWith("92310199MA000001").hasSize(18);
        int organisation = 0;
        int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
        for (int i = 0; i < 8; i++) {
            organisation += Character.digit(code.charAt(8 + i), 36) * weights[i];
        }
        int tail = code.charAt(16) == 'X' ? 10 : code.charAt(16) - '0';
        assertThat((organisation + tail) % 11).isZero();
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += "0123456789ABCDEFGHJKLMNPQRTUWXY".indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        sum += "0123456789ABCDEFGHJKLMNPQRTUWXY".indexOf(code.charAt(17));
        assertThat(sum % 31).isZero();
    }

    @Test
    void hasNoOrganisationWithoutPeople() {
        assertThat(SampleOrganisations.generate(SEED, 0)).isEmpty();
    }
}
