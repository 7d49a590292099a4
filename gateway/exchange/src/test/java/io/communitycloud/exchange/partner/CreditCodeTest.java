package io.communitycloud.exchange.partner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {

    /** GB 32100-2015's own example. */
    @Test
    void passesTheStandardsExample() {
        assertThat(CreditCode.passes("91350100M000100Y43")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y44",
                "91350100M000100Y4",
                "91350100M000100Y433",
                "91350100I000100Y43",
                "91350100m000100Y43",
                ""
            })
    void failsWhatHasAnotherCheckOrAnotherForm(String code) {
        assertThat(CreditCode.passes(code)).isFalse();
    }
}
