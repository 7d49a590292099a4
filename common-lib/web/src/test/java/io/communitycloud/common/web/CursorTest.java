package io.communitycloud.common.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void comesBackAsItWent() {
        Cursor cursor = Cursor.of("张", "", "01J");
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "A", "AQ", "AQE", "AQEAAQ", "AgEAAWE", "AQEAAWFh", "********"})
    void refusesWhatItDidNotWrite(String garbage) {
        assertThatThrownBy(() -> Cursor.decode(garbage)).isInstanceOf(InvalidRequest.class);
    }
}
