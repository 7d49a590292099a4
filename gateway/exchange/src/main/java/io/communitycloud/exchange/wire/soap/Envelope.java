package io.communitycloud.exchange.wire.soap;

import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.xml.XmlDocuments;
import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.nio.charset.Charset;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/** A SOAP message of either version. */
final class Envelope {

    static final String V11 = "soap-1.1";
    static final String V12 = "soap-1.2";

    private static final MessageFactory OF_V11 = factory(SOAPConstants.SOAP_1_1_PROTOCOL);
    private static final MessageFactory OF_V12 = factory(SOAPConstants.SOAP_1_2_PROTOCOL);

    private Envelope() {}

    /** A request with that body, in one namespace. */
    static byte[] write(String protocol, JsonNode body, String namespace, Charset charset) {
        try {
            SOAPMessage message = (protocol.equals(V12) ? OF_V12 : OF_V11).createMessage();
            message.getSOAPHeader();
            XmlDocuments.add(message.getSOAPBody(), body, namespace);
            return XmlDocuments.write(message.getSOAPPart().getEnvelope().getOwnerDocument(), charset);
        } catch (SOAPException e) {
            throw new IllegalStateException("No message can be made", e);
        }
    }

    /** What the message's body holds: {@code {"queryPersonResponse": …}} or {@code {"Fault": …}}. */
    static JsonNode body(byte[] bytes, Charset charset) throws WireFault {
        Element body = part(XmlDocuments.read(bytes, charset), "Body");
        return XmlDocuments.tree(body);
    }

    /** Header or body of a message. */
    static Element part(Document message, String name) throws WireFault {
        Element root = message.getDocumentElement();
        Element part = XmlDocuments.nameOf(root).equals("Envelope") ? XmlDocuments.inner(root, name) : null;
        if (part == null) {
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        return part;
    }

    /** Finding one takes a walk through the class path; making messages with one is safe for many at a time. */
    private static MessageFactory factory(String version) {
        try {
            return MessageFactory.newInstance(version);
        } catch (SOAPException e) {
            throw new IllegalStateException("No messages can be made", e);
        }
    }
}
