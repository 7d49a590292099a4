package io.communitycloud.emergency.guideline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.catalogue.Shipped;
import io.communitycloud.emergency.level.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalMeasureTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final Strictness STRICTNESS = new Strictness();
    private static final LegalBasis LAW = new LegalBasis("传染病防治法", null, null, null, null, null);
    private static final Authorisation ALLOWED = new Authorisation("区指挥部", "1号");

    @Test
    void isIssuedWhereItIsNoStricterThanTheRule() {
        LocalMeasure measure = issue(Level.I, Stance.REGISTER, null, null, false);
        assertThat(measure.isStricter()).isFalse();
        assertThat(measure.ruleMeasure()).isEqualTo("I-OL-01");
    }

    @Test
    void isRefusedWhereItIsStricterThanTheRule() {
        refused("stricter-than-rule", () -> issue(Level.I, Stance.CLOSED, LAW, null, true));
        refused("stricter-than-rule", () -> issue(Level.III, Stance.TEMPERATURE, LAW, null, true));
    }

    @Test
    void isStricterOnlyByWhoMayAndOnALawInForce() {
        refused("not-yours-to-authorise", () -> issue(Level.I, Stance.CLOSED, LAW, ALLOWED, false));
        refused("no-basis-in-force", () -> issue(Level.I, Stance.CLOSED, null, ALLOWED, true));
        LegalBasis over = new LegalBasis("旧规定", null, null, null, null, LocalDate.of(2026, 11, 21));
        refused("no-basis-in-force", () -> issue(Level.I, Stance.CLOSED, over, ALLOWED, true));
        assertThat(issue(Level.I, Stance.CLOSED, LAW, ALLOWED, true).isStricter())
                .isTrue();
    }

    @Test
    void takesOpenForTheRuleWhereNoneIsKnown() {
        refused("stricter-than-rule", () -> issue(null, Stance.TEMPERATURE, null, null, true));
        assertThat(issue(null, Stance.OPEN, null, null, false).ruleMeasure()).isEqualTo("unknown");
    }

    @Test
    void isLiftedOnce() {
        LocalMeasure measure = issue(Level.I, Stance.REGISTER, null, null, false);
        measure.lift(NOW);
        refused("local-measure-lifted-already", () -> measure.lift(NOW));
    }

    @Test
    void readsEveryRuleFromAMeasureOfTheData() {
        List<String> measures = Shipped.read("/data/guideline-measures.yaml").list("measures").stream()
                .map(row -> row.text("level") + row.text("id"))
                .toList();
        assertThat(Shipped.read("/data/guideline-strictness.yaml").list("rules"))
                .hasSize(20)
                .allSatisfy(row -> assertThat(measures).contains(row.text("level") + row.text("measure")));
        assertThat(STRICTNESS
                        .of(Level.II, "old_lilong", Topic.OUTSIDERS)
                        .orElseThrow()
                        .measure())
                .isEqualTo("II-ALL-03");
    }

    private static LocalMeasure issue(
            @Nullable Level level,
            Stance stance,
            @Nullable LegalBasis law,
            @Nullable Authorisation allowed,
            boolean may) {
        Optional<Strictness.Rule> rule =
                Optional.ofNullable(level).flatMap(each -> STRICTNESS.of(each, "old_lilong", Topic.ENTRANCE));
        return LocalMeasure.issue(
                "M",
                "310101002001",
                List.of("310101002001"),
                "old_lilong",
                Topic.ENTRANCE,
                stance,
                "登记",
                rule,
                law,
                allowed,
                may,
                "head",
                false,
                NOW);
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
