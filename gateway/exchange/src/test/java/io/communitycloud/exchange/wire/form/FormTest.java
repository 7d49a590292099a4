package io.communitycloud.exchange.wire.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.exchange.wire.Replaced;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTest {

    private static final String RARE = "\uD872\uDF5A";
    private static final Charset GBK = Charset.forName("GBK");
    private static final Charset GB18030 = Charset.forName("GB18030");

    @Test
    void writesTheBytesOfTheEncoding() {
        assertThat(new Form(GBK).field("xm", "王 &", "/fields/xm").text()).isEqualTo("xm=%CD%F5+%26");
    }

    @Test
    void carriesFourBytesInGb18030() {
        Form form = new Form(GB18030).field("xm", RARE, "/fields/xm");

        assertThat(Form.read(form.text(), GB18030)).isEqualTo(Map.of("xm", RARE));
        assertThat(form.replaced()).isEmpty();
    }

    @Test
    void tellsWhatGbkCannotCarry() {
        Form form = new Form(GBK).field("xm", "王" + RARE, "/fields/xm");

        assertThat(form.text()).isEqualTo("xm=%CD%F5%3F");
        assertThat(form.replaced()).containsExactly(new Replaced("/fields/xm", RARE));
    }
}
