package io.communitycloud.emergency.plan;

import static io.communitycloud.emergency.plan.PlanFixture.TEN;
import static io.communitycloud.emergency.plan.PlanFixture.aPlan;
import static io.communitycloud.emergency.plan.PlanFixture.aVersion;
import static io.communitycloud.emergency.plan.PlanFixture.anApprovedVersion;
import static io.communitycloud.emergency.plan.PlanFixture.content;
import static io.communitycloud.emergency.plan.PlanFixture.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.plan.PlanSteps.ReservationStep;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PlanVersionTest {

    @Test
    void isInForceOnceTwoOthersAgreed() {
        PlanVersion version = anApprovedVersion();
        assertThat(version.wasApproved()).isTrue();
        assertThat(version.readAgain()).containsExactlyInAnyOrder("commander", "publicity");
    }

    @Test
    void takesThreePersons() {
        PlanVersion version = aVersion();
        version.submit("author");
        refused("plan-same-person", () -> version.review("author"));
        version.review("reviewer");
        refused("plan-same-person", () -> version.approve(null, "reviewer", TEN));
        refused("plan-same-person", () -> version.approve(null, "author", TEN));
        version.approve(null, "approver", TEN);
    }

    @Test
    void skipsNoStep() {
        PlanVersion version = aVersion();
        refused("plan-version-state-forbids", () -> version.review("reviewer"));
        refused("plan-version-state-forbids", () -> version.approve(null, "approver", TEN));
        refused("plan-version-state-forbids", () -> version.giveBack("unclear", "reviewer"));
        version.submit("author");
        refused("plan-version-state-forbids", () -> version.approve(null, "approver", TEN));
        refused("plan-version-state-forbids", () -> version.rewrite(content(), "author"));
    }

    @Test
    void goesBackToItsAuthorWithAReason() {
        PlanVersion version = aVersion();
        version.submit("author");
        version.review("reviewer");
        version.giveBack("unclear", "approver");
        assertThat(version.status()).isEqualTo(PlanVersion.Status.DRAFT);
        assertThat(version.returnedBecause()).isEqualTo("unclear");
        version.submit("author");
        refused("plan-version-state-forbids", () -> version.approve(null, "approver", TEN));
    }

    @Test
    void hasNoTwoStepsOfOneName() {
        PlanSteps twice = new PlanSteps(
                steps().conversions(),
                List.of(new ReservationStep("convert", "quilt", 1, "piece", 5)),
                List.of(),
                List.of());
        refused(
                "plan-step-twice",
                () -> PlanVersion.write(aPlan(), 1, new Content("x", Map.of(), List.of(), twice), "author", TEN));
    }

    @Test
    void tellsWhatChangedAndWhoMustReadItAgain() {
        Content before = content();
        Content words = new Content(
                before.title(), Map.of("scope", "全区", "communication", "四渠道"), before.duties(), before.steps());
        Difference inWords = Difference.between(before, words);
        assertThat(inWords.parts()).containsExactly(new Difference.Changed("communication", "三渠道", "四渠道"));
        assertThat(inWords.steps()).isEmpty();
        assertThat(inWords.readAgain()).containsExactly("publicity");

        Content steps = new Content(before.title(), before.parts(), before.duties(), PlanSteps.NONE);
        Difference inSteps = Difference.between(before, steps);
        assertThat(inSteps.steps())
                .extracting(Difference.Changed::id)
                .containsExactly("convert", "masks", "teams", "tell");
        assertThat(inSteps.readAgain()).containsExactly("commander");

        Content duties =
                new Content(before.title(), before.parts(), List.of(new Duty("doctor", "d", Set.of())), before.steps());
        Difference inDuties = Difference.between(before, duties);
        assertThat(inDuties.duties()).containsExactly("commander", "doctor", "publicity");
        assertThat(inDuties.readAgain()).containsExactly("doctor");
        assertThat(Difference.between(before, before))
                .isEqualTo(new Difference(false, List.of(), List.of(), Set.of(), Set.of()));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
