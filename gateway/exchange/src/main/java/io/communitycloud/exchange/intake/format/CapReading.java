package io.communitycloud.exchange.intake.format;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads CAP 1.2 XML from strangers: no document type, no entities, nothing from elsewhere, bounded in length. */
public final class CapReading {

    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    private static final String GEOCODE = "CN-STAT-12";
    private static final int LONGEST_TEXT = 5_000;
    private static final int LONGEST_NAME = 200;

    private CapReading() {}

    /**
     * Reads a message.
     *
     * @throws InvalidRequest naming the element that is wrong
     */
    public static CapMessage read(byte[] xml) {
        Element alert = root(xml);
        Element info = first(alert, "info");
        CapMessage.Type type = type(alert);
        if (info == null && type != CapMessage.Type.CANCEL) {
            throw InvalidRequest.field("/alert/info", "required");
        }
        List<String> references = references(alert);
        if (type != CapMessage.Type.ALERT && references.isEmpty()) {
            throw InvalidRequest.field("/alert/references", "required");
        }
        List<String> areas = info == null ? List.of() : areas(info);
        if (areas.isEmpty() && type != CapMessage.Type.CANCEL) {
            throw InvalidRequest.field("/alert/info/area/geocode", "required");
        }
        String in = "/alert/info/";
        return new CapMessage(
                name(alert, "identifier"),
                name(alert, "sender"),
                time(required(alert, "/alert/", "sent"), "/alert/sent"),
                oneOf(CapMessage.Status.values(), required(alert, "/alert/", "status"), "/alert/status"),
                type,
                "Public".equals(required(alert, "/alert/", "scope")),
                references,
                info == null ? "" : required(info, in, "event"),
                info == null ? null : text(info, "headline", in),
                info == null ? null : text(info, "description", in),
                info == null ? null : text(info, "instruction", in),
                info == null ? null : severity(info),
                info == null ? null : optionalTime(info, "effective"),
                info == null ? null : optionalTime(info, "expires"),
                areas);
    }

    private static Element root(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            Document document = builder.parse(new ByteArrayInputStream(xml));
            Element alert = document.getDocumentElement();
            if (!NAMESPACE.equals(alert.getNamespaceURI()) || !"alert".equals(alert.getLocalName())) {
                throw InvalidRequest.field("/alert", "not-cap");
            }
            return alert;
        } catch (SAXException | IOException malformed) {
            throw new InvalidRequest("malformed-xml", List.of(FieldError.of("", "malformed-xml")));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("this JDK's XML parser cannot be told to be careful", impossible);
        }
    }

    /** Says nothing on standard error and stops at the first fault. */
    private static final class Silent implements ErrorHandler {

        @Override
        public void warning(SAXParseException warning) {
            // A warning does not keep a message from being read.
        }

        @Override
        public void error(SAXParseException fault) throws SAXException {
            throw fault;
        }

        @Override
        public void fatalError(SAXParseException fault) throws SAXException {
            throw fault;
        }
    }

    private static CapMessage.Type type(Element alert) {
        String type = required(alert, "/alert/", "msgType");
        return oneOf(CapMessage.Type.values(), type, "/alert/msgType");
    }

    /** {@code sender,identifier,sent} each, with blanks between them. */
    private static List<String> references(Element alert) {
        String text = text(alert, "references", "/alert/");
        List<String> names = new ArrayList<>();
        if (text != null) {
            for (String each : text.strip().split("\\s+", -1)) {
                String[] parts = each.split(",", -1);
                if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
                    throw InvalidRequest.field("/alert/references", "format");
                }
                names.add(CapMessage.name(parts[0], parts[1]));
            }
        }
        return names;
    }

    private static List<String> areas(Element info) {
        List<String> codes = new ArrayList<>();
        for (Element area : all(info, "area")) {
            for (Element geocode : all(area, "geocode")) {
                if (GEOCODE.equals(text(geocode, "valueName", "/alert/info/area/geocode/"))) {
                    String value = required(geocode, "/alert/info/area/geocode/", "value");
                    if (!value.matches("[0-9]{12}")) {
                        throw InvalidRequest.field("/alert/info/area/geocode/value", "pattern");
                    }
                    if (!codes.contains(value)) {
                        codes.add(value);
                    }
                }
            }
        }
        return codes;
    }

    private static CapMessage.@Nullable Severity severity(Element info) {
        String severity = required(info, "/alert/info/", "severity");
        return severity.equals("Unknown")
                ? null
                : oneOf(CapMessage.Severity.values(), severity, "/alert/info/severity");
    }

    private static <E extends Enum<E>> E oneOf(E[] values, String text, String pointer) {
        for (E value : values) {
            String name = value.name();
            if (text.equals(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        throw InvalidRequest.field(pointer, "unknown-code");
    }

    private static @Nullable Instant optionalTime(Element info, String element) {
        String text = text(info, element, "/alert/info/");
        return text == null ? null : time(text, "/alert/info/" + element);
    }

    private static Instant time(String text, String pointer) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw InvalidRequest.field(pointer, "not-a-time");
        }
    }

    /** Without comma and blank, by which references are cut. */
    private static String name(Element parent, String element) {
        String text = required(parent, "/alert/", element);
        if (text.length() > LONGEST_NAME || !text.matches("[^\\s,<&]+")) {
            throw InvalidRequest.field("/alert/" + element, "pattern");
        }
        return text;
    }

    private static String required(Element parent, String path, String element) {
        String text = text(parent, element, path);
        if (text == null) {
            throw InvalidRequest.field(path + element, "required");
        }
        return text;
    }

    private static @Nullable String text(Element parent, String element, String path) {
        Element found = first(parent, element);
        String text = found == null ? "" : found.getTextContent().strip();
        if (text.length() > LONGEST_TEXT) {
            throw InvalidRequest.field(path + element, "too-long");
        }
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Element first(Element parent, String element) {
        List<Element> found = all(parent, element);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<Element> all(Element parent, String element) {
        List<Element> found = new ArrayList<>();
        NodeList children = parent.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child instanceof Element each
                    && NAMESPACE.equals(each.getNamespaceURI())
                    && element.equals(each.getLocalName())) {
                found.add(each);
            }
        }
        return found;
    }
}
