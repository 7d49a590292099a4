package io.communitycloud.exchange.intake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CapReadingTest {

    private static final String INFO = "<info><language>zh-CN</language><category>Met</category><event>暴雨</event>"
            + "<urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>"
            + "<headline>暴雨橙色预警</headline><area><areaDesc>黄浦</areaDesc><geocode><valueName>CN-STAT-12</valueName>"
            + "<value>310101000000</value></geocode></area></info>";

    @Test
    void readsAnAlert() {
        CapMessage message = CapReading.read(utf8(alert("Alert", "", INFO)));
        assertThat(message.name()).isEqualTo("emb@example.org,W-1");
        assertThat(message.sent()).isEqualTo(Instant.parse("2026-11-22T02:00:00Z"));
        assertThat(message.type()).isEqualTo(CapMessage.Type.ALERT);
        assertThat(message.severity()).isEqualTo(CapMessage.Severity.SEVERE);
        assertThat(message.areas()).containsExactly("310101000000");
    }

    @Test
    void readsWhatAnUpdateRefersToWithoutComparingTimes() {
        String references =
                "<references>emb@example.org,W-0,2026-11-22T09:00:00+08:00 emb@example.org,W-00,x</references>";
        assertThat(CapReading.read(utf8(alert("Update", references, INFO))).references())
                .containsExactly("emb@example.org,W-0", "emb@example.org,W-00");
    }

    @Test
    void namesTheElementThatIsWrong() {
        refused(alert("Update", "", INFO), "/alert/references");
        refused(alert("Alert", "", ""), "/alert/info");
        refused(alert("Nonsense", "", INFO), "/alert/msgType");
        refused(alert("Alert", "", INFO.replace("310101000000", "31")), "/alert/info/area/geocode/value");
        refused(alert("Alert", "", INFO.replace("CN-STAT-12", "other")), "/alert/info/area/geocode");
        refused(alert("Alert", "", INFO.replace("Severe", "Grave")), "/alert/info/severity");
        refused(alert("Alert", "", INFO).replace("2026-11-22T10:00:00+08:00", "today"), "/alert/sent");
        refused(alert("Alert", "", INFO).replace("cap:1.2", "cap:1.1"), "/alert");
    }

    @Test
    void readsNoDocumentTypeAndFetchesNothing() {
        String document = "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + alert("Alert", "", INFO);
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> CapReading.read(utf8(document)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("malformed-xml"));
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> CapReading.read(utf8("<alert>")))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("malformed-xml"));
        assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> CapReading.read(new byte[0]));
    }

    private static void refused(String xml, String pointer) {
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> CapReading.read(utf8(xml)))
                .satisfies(refused ->
                        assertThat(refused.errors().getFirst().pointer()).isEqualTo(pointer));
    }

    private static byte[] utf8(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    private static String alert(String type, String references, String info) {
        return "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>W-1</identifier>"
                + "<sender>emb@example.org</sender><sent>2026-11-22T10:00:00+08:00</sent><status>Actual</status>"
                + "<msgType>" + type + "</msgType><scope>Public</scope>" + references + info + "</alert>";
    }
}
