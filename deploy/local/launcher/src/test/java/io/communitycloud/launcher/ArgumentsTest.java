package io.communitycloud.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void sortsOptionsAndOperands() throws UsageException {
        Arguments arguments = Arguments.parse(
                List.of("social-worker", "--area", "310101002001", "--as=li", "--json"),
                Set.of("area", "as"),
                Set.of("json"));

        assertThat(arguments.theOperand("role")).isEqualTo("social-worker");
        assertThat(arguments.value("area")).contains("310101002001");
        assertThat(arguments.value("as")).contains("li");
        assertThat(arguments.has("json")).isTrue();
    }

    @Test
    void refusesAnOptionThatTheCommandDoesNotHave() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--force"), Set.of(), Set.of("json")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--force");
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--area"), Set.of("area"), Set.of()))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void wantsExactlyOneOperandWhereOneIsMeant() throws UsageException {
        Arguments none = Arguments.parse(List.of(), Set.of(), Set.of());

        assertThatThrownBy(() -> none.theOperand("part")).isInstanceOf(UsageException.class);
    }
}
