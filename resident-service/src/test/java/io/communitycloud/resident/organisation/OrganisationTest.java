package io.communitycloud.resident.organisation;

import static io.communitycloud.resident.organisation.OrganisationFixture.aClosedOrganisation;
import static io.communitycloud.resident.organisation.OrganisationFixture.aDescription;
import static io.communitycloud.resident.organisation.OrganisationFixture.anOrganisationIn;
import static io.communitycloud.resident.organisation.OrganisationFixture.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.organisation.OrganisationEvent.OrganisationClosed;
import io.communitycloud.resident.organisation.OrganisationEvent.OrganisationCorrected;
import io.communitycloud.resident.organisation.OrganisationEvent.OrganisationState;
import java.time.LocalDate;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationTest {

    private static final String COMMITTEE = "310101002001";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final Organisation organisation = anOrganisationIn(COMMITTEE);

    @Test
    void tellsNobodyOfACorrectionThatChangesNothing() {
        organisation.correct(aDescription(), true);

        assertThat(organisation.registeredEvents()).isEmpty();
    }

    @Test
    void tellsWhichMembersWereCorrectedAndNotWhatTheyHold() {
        organisation.correct(described("云南中路小卖部", null, "云南中路1弄3号", new Contact("赵店长", "other")), false);

        assertThat(organisation.registeredEvents())
                .containsExactly(new OrganisationCorrected(
                        organisation.id(),
                        COMMITTEE,
                        OrganisationKind.SOLE_TRADER,
                        null,
                        Set.of("name", "address", "contact")));
    }

    @Test
    void staysVisibleWhenItCloses() {
        organisation.close(TODAY, TODAY);

        assertThat(organisation.scope()).contains(COMMITTEE);
        assertThat(organisation.registeredEvents())
                .containsExactly(new OrganisationClosed(organisation.id(), COMMITTEE, TODAY));
        assertThat(organisation.state())
                .isEqualTo(
                        new OrganisationState(organisation.id(), COMMITTEE, OrganisationKind.SOLE_TRADER, null, TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "2019-12-31"})
    void cannotCloseInTheFutureOrBeforeItWasEstablished(String day) {
        assertRefused(() -> organisation.close(LocalDate.parse(day), TODAY), OrganisationRefusal.CLOSING_DAY);
    }

    @Test
    void doesNothingMoreOnceItIsClosed() {
        Organisation closed = aClosedOrganisation();

        assertRefused(() -> closed.close(TODAY, TODAY), OrganisationRefusal.CLOSED);
        assertRefused(() -> closed.correct(aDescription(), true), OrganisationRefusal.CLOSED);
    }

    private static void assertRefused(ThrowingCallable act, Refusal refusal) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
