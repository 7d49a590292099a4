package io.communitycloud.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleStockTest {

    private static final List<SampleStock.Lot> LOTS = SampleStock.lots();

    @Test
    void isTheSameOnEveryMachine() {
        assertThat(LOTS).isEqualTo(SampleStock.lots()).hasSizeBetween(300, 400);
        assertThat(LOTS.getFirst().area()).isEqualTo("310000000000");
    }

    @Test
    void liesInTheCityEachDistrictAndTheDemoCommittees() {
        assertThat(LOTS.stream().map(SampleStock.Lot::area).collect(Collectors.toSet()))
                .hasSize(1 + 16 + 3)
                .contains("310101000000", "310101002010");
    }

    @Test
    void knowsEachLotByItsAreaItemAndNumber() {
        assertThat(LOTS.stream().map(lot -> lot.area() + lot.item() + lot.lotNumber()))
                .doesNotHaveDuplicates();
        assertThat(LOTS).allSatisfy(lot -> assertThat(lot.quantity()).isPositive());
    }
}
