package io.communitycloud.exchange.wire.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.exchange.wire.Lost;
import io.communitycloud.exchange.wire.WireFault;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class XmlDocumentsTest {

    private static final String RARE = "\uD872\uDF5A";
    private static final Charset GBK = Charset.forName("GBK");
    private static final Charset GB18030 = Charset.forName("GB18030");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;\">]><a>&c;&c;&c;</a>",
                "<a>&undeclared;</a>",
                "<a",
                ""
            })
    void refusesDocumentTypesEntitiesAndWhatIsNoXml(String text) {
        assertThatThrownBy(() -> XmlDocuments.read(text)).isInstanceOf(WireFault.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5_000})
    void refusesWhatIsDeeperThanAnyAnswer(int depth) {
        assertThatThrownBy(() -> tree("<a>".repeat(depth) + "</a>".repeat(depth)))
                .isInstanceOf(WireFault.class);
    }

    @Test
    void refusesWhatIsLargerThanAnyAnswer() {
        byte[] large = ("<a>" + "x".repeat(XmlDocuments.MOST_BYTES) + "</a>").getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> XmlDocuments.read(large, StandardCharsets.US_ASCII))
                .isInstanceOf(WireFault.class);
    }

    @Test
    void makesArraysOfWhatComesSeveralTimes() throws WireFault {
        JsonNode tree = tree("<r xmlns='urn:x'><a>1</a><a>2</a><b><c/></b></r>");

        assertThat(tree.toString()).isEqualTo("{\"a\":[\"1\",\"2\"],\"b\":{\"c\":\"\"}}");
    }

    @Test
    void writesWhatTheEncodingHasNotByItsNumber() throws WireFault {
        Document document = XmlDocuments.create();
        XmlDocuments.add(document, JsonMapper.builder().build().valueToTree(Map.of("a", "王" + RARE + "<&")), null);

        byte[] gbk = XmlDocuments.write(document, GBK);
        byte[] gb18030 = XmlDocuments.write(document, GB18030);

        assertThat(new String(gbk, GBK)).contains("王&#183130;").doesNotContain("?<");
        assertThat(new String(gb18030, GB18030)).contains("王" + RARE);
        assertThat(tree(new String(gbk, GBK)).asString()).isEqualTo("王" + RARE + "<&");
        assertThat(tree(new String(gb18030, GB18030)).asString()).isEqualTo("王" + RARE + "<&");
    }

    @Test
    void tellsOfBytesThatAreNoCharacters() throws WireFault {
        byte[] cut = "<r><n>王</n></r>".getBytes(StandardCharsets.UTF_8);
        cut[6] = 'x';

        JsonNode tree =
                XmlDocuments.tree(XmlDocuments.read(cut, StandardCharsets.UTF_8).getDocumentElement());

        assertThat(Lost.in(tree))
                .isNotEmpty()
                .allMatch(replaced -> replaced.pointer().equals("/n"));
    }

    @Test
    void marksASignOnlyWhereItCanMeanNothingElse() throws WireFault {
        JsonNode tree = XmlDocuments.marked(tree("<r><p><XM>王?</XM><Q>why?</Q></p></r>"), List.of("XM"), "?");

        assertThat(tree.at("/p/XM").asString()).isEqualTo("王\uFFFD");
        assertThat(tree.at("/p/Q").asString()).isEqualTo("why?");
    }

    private static JsonNode tree(String text) throws WireFault {
        return XmlDocuments.tree(XmlDocuments.read(text).getDocumentElement());
    }
}
