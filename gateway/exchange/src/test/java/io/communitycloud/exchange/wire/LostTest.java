package io.communitycloud.exchange.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class LostTest {

    private static final String RARE = "\uD872\uDF5A";

    @Test
    void replacesWhatGbkHasNotAndTellsWhich() {
        Lost.Written written = Lost.write("王" + RARE + "a", Charset.forName("GBK"), "/fields/xm");

        assertThat(written.text()).isEqualTo("王?a");
        assertThat(written.replaced()).containsExactly(new Replaced("/fields/xm", RARE));
    }

    @Test
    void losesNothingInGb18030() {
        assertThat(Lost.write("王" + RARE, Charset.forName("GB18030"), "").replaced())
                .isEmpty();
    }
}
