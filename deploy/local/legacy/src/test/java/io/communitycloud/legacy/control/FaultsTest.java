package io.communitycloud.legacy.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.catalogue.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final Catalogue catalogue = new Catalogue();

    @Test
    void strikesTheSameCallsAtEveryRun() {
        assertThat(thousandCalls(faults(true))).isEqualTo(thousandCalls(faults(true)));
    }

    @Test
    void strikesAboutAsOftenAsTheCatalogueSays() {
        assertThat(thousandCalls(faults(true)).stream().filter(struck -> struck))
                .hasSizeBetween(8, 40);
    }

    @Test
    void strikesNobodyWhileItIsOff() {
        assertThat(thousandCalls(faults(false))).doesNotContain(true);
    }

    @Test
    void takesAboutTheCataloguesTime() {
        Faults faults = faults(true);

        List<Long> millis = IntStream.range(0, 1_000)
                .mapToObj(call -> faults.millis(catalogue.get("PSB-03")))
                .sorted()
                .toList();

        assertThat(millis.get(500)).isBetween(1_200L, 1_800L);
        assertThat(millis.get(950)).isBetween(4_500L, 8_000L);
    }

    private List<Boolean> thousandCalls(Faults faults) {
        return IntStream.range(0, 1_000)
                .mapToObj(call -> faults.strike("PSB-03", "error_rate"))
                .toList();
    }

    private Faults faults(boolean on) {
        return new Faults(catalogue, new LegacySettings(Path.of("."), 0, 0, on, 7, 1.0, "", List.of()));
    }
}
