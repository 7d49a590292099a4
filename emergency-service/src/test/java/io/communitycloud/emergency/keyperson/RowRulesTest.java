package io.communitycloud.emergency.keyperson;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.emergency.keyperson.KeyPersonRow.RowError;
import io.communitycloud.emergency.testing.TestCity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the rows of a list. */
class RowRulesTest {

    /** The example of GB 11643-1999 itself. */
    private static final String NUMBER = "11010519491231002X";

    private final AreaTree areas = new AreaTree();
    private RowRules rules = new RowRules(areas, Instant.EPOCH);

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
        rules = new RowRules(areas, Instant.parse("2026-11-22T02:00:00Z"));
    }

    @Test
    void takesARowThatIsRight() {
        assertThat(broken(NUMBER, "138 1234 5678", "2026-11-22T10:00:00+08:00", TestCity.COMMITTEE))
                .isEmpty();
        assertThat(RowRules.normal(" 11010519491231002x ")).isEqualTo(NUMBER);
        assertThat(RowRules.phone("+86 138-1234-5678")).isEqualTo("13812345678");
    }

    @ParameterizedTest
    @CsvSource({
        "110105194912310021, citizen-number-check-digit",
        "11010519491331002X, citizen-number-birth-date",
        "1101051949123100, citizen-number-form",
        "110***********002X, is-masked",
        "1101051949１231002X, citizen-number-form"
    })
    void namesWhatIsWrongWithANumber(String number, String code) {
        assertThat(broken(number, null, "2026-11-22T10:00:00+08:00", null))
                .containsExactly(new RowError("idNumber", code));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThat(rules.broken(new KeyPersonRow(null, " ", null, null, null, null, null, null, "310101999999")))
                .extracting(error -> error.field() + " " + error.code())
                .containsExactly(
                        "taskId required",
                        "name required",
                        "idNumber number-or-phone",
                        "arrivedAt required",
                        "area unknown-area");
        assertThat(broken(NUMBER, "12", "2026-11-22T10:00:01+08:00", null))
                .extracting(error -> error.field() + " " + error.code())
                .containsExactly("phone not-a-phone", "arrivedAt not-in-future");
        assertThat(broken(NUMBER, null, "2026-11-22", null))
                .extracting(error -> error.field() + " " + error.code())
                .containsExactly("taskId repeated-in-list", "arrivedAt not-a-time");
    }

    private List<RowError> broken(String number, @Nullable String phone, String arrivedAt, @Nullable String area) {
        return rules.broken(new KeyPersonRow("T1", "王小明", number, phone, "境外", arrivedAt, "路", null, area));
    }
}
