package io.communitycloud.exchange.wire.xml;

import io.communitycloud.exchange.wire.Lost;
import io.communitycloud.exchange.wire.WireFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * XML as trees of JSON and back.
 *
 * <p>An element that holds elements is an object by their names, one that comes several times an array, any other its text;
 * attributes and namespaces are left out. Reading knows neither document types nor entities, so nothing outside the answer
 * is ever read and nothing in it can swell.
 */
public final class XmlDocuments {

    /** No answer of the catalogue is nearly as deep. */
    private static final int DEEPEST = 64;

    /** A tree takes many times the room of its bytes; the largest page of the catalogue has a tenth of these. */
    public static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private XmlDocuments() {}

    /** A document with nothing in it. */
    public static Document create() {
        return builder().newDocument();
    }

    /**
     * Reads bytes of that encoding, whatever their declaration says of itself.
     *
     * @throws WireFault where this is no XML, or not of the harmless kind
     */
    public static Document read(byte[] bytes, Charset charset) throws WireFault {
        if (bytes.length > MOST_BYTES) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        return read(new String(bytes, charset));
    }

    /** Reads a text. */
    public static Document read(String text) throws WireFault {
        try {
            return builder().parse(new InputSource(new StringReader(text.strip())));
        } catch (SAXException | IOException noXml) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
    }

    /** The tree of what an element holds. */
    public static JsonNode tree(Element element) throws WireFault {
        return tree(element, 0);
    }

    private static JsonNode tree(Element element, int depth) throws WireFault {
        if (depth > DEEPEST) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        List<Element> inner = elements(element);
        if (inner.isEmpty()) {
            return StringNode.valueOf(element.getTextContent().strip());
        }
        ObjectNode tree = NODES.objectNode();
        for (Element each : inner) {
            String name = nameOf(each);
            JsonNode value = tree(each, depth + 1);
            JsonNode before = tree.get(name);
            switch (before) {
                case null -> tree.set(name, value);
                case ArrayNode several -> several.add(value);
                default -> tree.set(name, NODES.arrayNode().add(before).add(value));
            }
        }
        return tree;
    }

    /** The elements directly inside. */
    public static List<Element> elements(Element element) {
        List<Element> inner = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element each) {
                inner.add(each);
            }
        }
        return inner;
    }

    /** The first element directly inside of that name, whatever its namespace. */
    public static @Nullable Element inner(Element element, String name) {
        return elements(element).stream()
                .filter(each -> nameOf(each).equals(name))
                .findFirst()
                .orElse(null);
    }

    public static String nameOf(Element element) {
        return element.getLocalName() == null ? element.getTagName() : element.getLocalName();
    }

    /**
     * Adds what a tree holds to an element.
     *
     * @param namespace of all that is added, or null
     */
    public static void add(Node parent, JsonNode tree, @Nullable String namespace) {
        Document document = parent instanceof Document itself ? itself : parent.getOwnerDocument();
        tree.properties().forEach(member -> {
            Iterable<JsonNode> values = member.getValue().isArray() ? member.getValue() : List.of(member.getValue());
            for (JsonNode value : values) {
                Element element = document.createElementNS(namespace, member.getKey());
                if (value.isObject()) {
                    add(element, value, namespace);
                } else if (!value.isNull()) {
                    element.setTextContent(value.asString());
                }
                parent.appendChild(element);
            }
        });
    }

    /** Writes a document; characters that the encoding has not are written by their numbers, so that none is lost. */
    public static byte[] write(Document document, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStreamWriter writer = new OutputStreamWriter(bytes, charset)) {
            writer.write("<?xml version=\"1.0\" encoding=\"" + charset.name() + "\"?>");
            writer.write(fitting(text(document), charset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The document as a text, without a declaration. */
    public static String text(Document document) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            // Else the serializer writes what is outside the basic plane by its halves' numbers.
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-16");
            java.io.StringWriter writer = new java.io.StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(writer));
            return writer.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("This JDK writes no XML", e);
        }
    }

    /** The text with the characters that the encoding has not written by their numbers; fits between tags alone. */
    public static String fitting(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder fitting = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            String one = Character.toString(character);
            fitting.append(encoder.canEncode(one) ? one : "&#" + character + ";");
        });
        return fitting.toString();
    }

    /**
     * Marks in a tree what the system itself lost before it wrote.
     *
     * @param names of the members where its sign can mean nothing else, as in a person's name
     */
    public static JsonNode marked(JsonNode tree, List<String> names, String sign) {
        return switch (tree) {
            case ObjectNode object -> {
                for (var member : List.copyOf(object.properties())) {
                    JsonNode value = member.getValue();
                    if (names.contains(member.getKey()) && value.isString()) {
                        object.put(member.getKey(), value.asString().replace(sign, String.valueOf(Lost.MARK)));
                    } else {
                        marked(value, names, sign);
                    }
                }
                yield object;
            }
            case ArrayNode array -> {
                array.forEach(each -> marked(each, names, sign));
                yield array;
            }
            default -> tree;
        };
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Else what cannot be read is printed, whatever it holds.
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This JDK has no safe XML parser", e);
        }
    }
}
