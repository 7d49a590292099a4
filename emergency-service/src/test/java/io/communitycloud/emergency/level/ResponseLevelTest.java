package io.communitycloud.emergency.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.level.ResponseLevelEvent.ResponseLevelAsIs;
import io.communitycloud.emergency.level.ResponseLevelEvent.ResponseLevelChanged;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseLevelTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2020-01-23T23:59:59.999+08:00,",
        "2020-01-24T00:00:00+08:00,I",
        "2020-03-23T23:59:59.999+08:00,I",
        "2020-03-24T00:00:00+08:00,II",
        "2020-05-08T23:59:59.999+08:00,II",
        "2020-05-09T00:00:00+08:00,III",
        "2026-11-22T10:00:00+08:00,III"
    })
    void answersEveryMomentAsTheDataSay(String moment, Level level) {
        assertThat(shipped().at(OffsetDateTime.parse(moment).toInstant()).map(Declaration::level))
                .isEqualTo(Optional.ofNullable(level));
    }

    @Test
    void tellsOnlyTheLastOfWhatIsShipped() {
        assertThat(shipped().registeredEvents())
                .singleElement()
                .isInstanceOfSatisfying(ResponseLevelChanged.class, told -> {
                    assertThat(told.from()).isEqualTo(Level.II);
                    assertThat(told.to()).isEqualTo(Level.III);
                    assertThat(told.authority()).isEqualTo("unknown");
                    assertThat(told.document()).isEqualTo("unknown");
                });
    }

    @Test
    void keepsTheWholeHistoryAndTellsOfTheChange() {
        ResponseLevel level = shipped();
        level.declare(declaration(Level.II, NOW), NOW);
        assertThat(level.history()).hasSize(4);
        assertThat(level.until(level.history().get(2))).isEqualTo(NOW);
        assertThat(level.registeredEvents()).hasSize(2);
        assertThat(level.at(NOW.minusMillis(1)).orElseThrow().level()).isEqualTo(Level.III);
    }

    @Test
    void rewritesNoHistoryAndDeclaresNothingAhead() {
        ResponseLevel level = shipped();
        Instant may = OffsetDateTime.parse("2020-05-09T00:00:00+08:00").toInstant();
        refused("level-before-the-last", () -> level.declare(declaration(Level.I, may), NOW));
        refused("level-in-the-future", () -> level.declare(declaration(Level.I, NOW.plusSeconds(1)), NOW));
        refused("level-unchanged", () -> level.declare(declaration(Level.III, NOW), NOW));
    }

    @Test
    void isToldAsAnExerciseAndVisibleToNobodyOutside() {
        ResponseLevel level = ResponseLevel.beginExercise(
                "310101000000",
                List.of("310000000000", "310101000000"),
                "C01",
                declaration(Level.I, NOW.minusSeconds(1)),
                NOW);
        level.declare(declaration(Level.II, NOW), NOW);

        assertThat(level.scope()).containsExactly("exercise:310000000000", "exercise:310101000000");
        assertThat(level.id()).isNotEqualTo(ResponseLevel.idOf("310101000000", "C01"));
        assertThat(level.registeredEvents())
                .hasSize(2)
                .allMatch(told -> told instanceof ResponseLevelChanged changed && changed.exercise());
        assertThat(level.state())
                .isInstanceOfSatisfying(
                        ResponseLevelAsIs.class,
                        told -> assertThat(told.exercise()).isTrue());
    }

    private static ResponseLevel shipped() {
        return ResponseLevel.begin("310000000000", List.of("310000000000"), "C01", ShippedLevels.declarations(), NOW);
    }

    private static Declaration declaration(Level level, Instant since) {
        return new Declaration(level, since, "市政府", "沪府〔2026〕1号", null, null, "stated", "operator");
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
