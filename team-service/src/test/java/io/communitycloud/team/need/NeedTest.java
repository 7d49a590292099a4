package io.communitycloud.team.need;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refused;
import io.communitycloud.team.need.NeedEvent.NeedAttended;
import io.communitycloud.team.need.NeedEvent.NeedLeft;
import io.communitycloud.team.need.NeedEvent.NeedSignedUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NeedTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final Instant FROM = NOW.plus(Duration.ofHours(1));
    private static final Instant TO = FROM.plus(Duration.ofHours(2));
    private static final String AREA = "310101002001";

    private final Need need = needing(2, FROM, TO);

    @Test
    void givesPlacesInOrderAndLetsOthersWait() {
        for (String volunteer : List.of("A", "B", "C", "D")) {
            need.signUp(volunteer, NOW);
        }
        assertThat(need.signUps())
                .extracting(SignUp::state)
                .containsExactly(
                        SignUpState.SIGNED_UP, SignUpState.SIGNED_UP, SignUpState.WAITING, SignUpState.WAITING);
        assertThat(need.registeredEvents()).last().isEqualTo(new NeedSignedUp("N", AREA, "D", SignUpState.WAITING));
        refused("already-signed-up", 409, () -> need.signUp("C", NOW));
    }

    @Test
    void movesUpWhoWaitedLongestWhenAPlaceFallsFree() {
        for (String volunteer : List.of("A", "B", "C", "D")) {
            need.signUp(volunteer, NOW);
        }
        need.leave("D", NOW);
        assertThat(need.registeredEvents()).last().isEqualTo(new NeedLeft("N", AREA, "D", null));
        need.leave("A", NOW);
        assertThat(need.registeredEvents()).last().isEqualTo(new NeedLeft("N", AREA, "A", "C"));
        assertThat(need.count(SignUpState.SIGNED_UP)).isEqualTo(2);
        refused("not-signed-up", 409, () -> need.leave("A", NOW));
        need.signUp("A", NOW);
        assertThat(need.signUps().getLast()).isEqualTo(new SignUp("A", SignUpState.WAITING, NOW));
    }

    @Test
    void letsNotEverybodyWait() {
        for (int volunteer = 0; volunteer < 2 + Need.MOST_WAITING; volunteer++) {
            need.signUp("V" + volunteer, NOW);
        }
        refused("waiting-list-full", 422, () -> need.signUp("one-more", NOW));
    }

    @Test
    void notesWhoCameAndWhoDidNotOnceItHasBegun() {
        for (String volunteer : List.of("A", "B", "C")) {
            need.signUp(volunteer, NOW);
        }
        refused("need-not-begun", 409, () -> need.attend("A", true, NOW));
        need.attend("A", false, FROM);
        need.attend("A", false, FROM);
        need.attend("A", true, FROM);
        need.attend("B", true, TO.plus(Duration.ofDays(1)));
        assertThat(need.registeredEvents().stream().filter(NeedAttended.class::isInstance))
                .hasSize(3);
        refused("not-signed-up", 409, () -> need.attend("C", true, FROM));
        refused("not-signed-up", 409, () -> need.attend("stranger", true, FROM));
    }

    @Test
    void takesNoWordOnceItIsOverOrCancelled() {
        refused("need-over", 409, () -> need.signUp("A", TO));
        refused("need-over", 409, () -> need.cancel(TO));
        need.cancel(NOW);
        refused("need-cancelled", 409, () -> need.cancel(NOW));
        refused("need-cancelled", 409, () -> need.signUp("A", NOW));
        refused("need-cancelled", 409, () -> need.leave("A", NOW));
        refused("need-cancelled", 409, () -> need.attend("A", true, FROM));
    }

    @Test
    void isPublishedForATimeToCome() {
        refused("need-ends-before-it-begins", 422, () -> needing(1, FROM, FROM));
        refused("need-begins-in-the-past", 422, () -> needing(1, NOW.minusMillis(1), TO));
    }

    private static Need needing(int places, Instant from, Instant to) {
        return Need.publish(
                "N",
                AREA,
                List.of("310000000000", "310101000000", "310101002000", AREA),
                new Wanted("测温", "小区门口", null, places, from, to),
                NOW);
    }

    private static void refused(String code, int status, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .extracting(Refused::refusal)
                .matches(refusal -> refusal.code().equals(code), code)
                .matches(refusal -> refusal.kind().status() == status, "status " + status);
    }
}
