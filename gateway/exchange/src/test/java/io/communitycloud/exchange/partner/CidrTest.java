package io.communitycloud.exchange.partner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @Test
    void clearsTheBitsBeyondItsLength() {
        assertThat(Cidr.canonical("203.0.113.77/24")).contains("203.0.113.0/24");
        assertThat(Cidr.canonical("203.0.113.77/32")).contains("203.0.113.77/32");
        assertThat(Cidr.canonical("2001:db8::1/32")).contains("2001:db8:0:0:0:0:0:0/32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "203.0.113.0",
                "203.0.113.0/33",
                "203.0.113/24",
                "0.0.0.0/0",
                "300.0.0.0/8",
                "::/0",
                "::1/129",
                "gateway.example/24",
                "203.0.113.0/-1",
                "203.0.113.0./24",
                "0xcb.0.113.0/24"
            })
    void isNoRange(String text) {
        assertThat(Cidr.canonical(text)).isEmpty();
    }
}
