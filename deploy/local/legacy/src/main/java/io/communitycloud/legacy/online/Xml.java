package io.communitycloud.legacy.online;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** XML as the systems read and write it; reading knows neither document types nor entities of others. */
final class Xml {

    private Xml() {}

    static Optional<Document> parse(byte[] body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(builder.parse(new ByteArrayInputStream(body)));
        } catch (SAXException | IOException noXml) {
            return Optional.empty();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This JDK has no safe XML parser", e);
        }
    }

    /** The text of the first element of that local name, whatever its namespace. */
    static @Nullable String textOf(Document document, String localName) {
        NodeList found = document.getElementsByTagNameNS("*", localName);
        return found.getLength() == 0 ? null : found.item(0).getTextContent().strip();
    }

    static String element(String name, @Nullable String text) {
        return text == null || text.isEmpty() ? "<" + name + "/>" : "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Characters that the encoding has not become references of XML or HTML by their number. */
    static String fitting(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder fitting = new StringBuilder();
        text.codePoints().forEach(character -> {
            String one = Character.toString(character);
            fitting.append(encoder.canEncode(one) ? one : "&#" + character + ";");
        });
        return fitting.toString();
    }
}
