package io.communitycloud.exchange.intake.format;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.exchange.wire.WireFault;
import io.communitycloud.exchange.wire.xml.XmlDocuments;
import java.util.List;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of an XML message: the elements of one name in its only element, in an envelope of SOAP or without. */
final class XmlRows {

    private XmlRows() {}

    /**
     * Reads a message whole.
     *
     * @return the message, for what it says of all its rows
     */
    static JsonNode read(byte[] message, Layout layout, RowSink sink) {
        JsonNode said = said(message, layout);
        String name = layout.rows() == null ? "row" : layout.rows();
        JsonNode rows = said.path(name);
        // One row looks like no list.
        if (said instanceof ObjectNode object && (rows.isObject() || rows.isString())) {
            object.putArray(name).add(rows);
        }
        return JsonRows.read(said, layout, sink);
    }

    private static JsonNode said(byte[] message, Layout layout) {
        try {
            Element root = XmlDocuments.read(message, layout.charset()).getDocumentElement();
            if (XmlDocuments.nameOf(root).equals("Envelope")) {
                Element body = XmlDocuments.inner(root, "Body");
                List<Element> inner = body == null ? List.of() : XmlDocuments.elements(body);
                if (inner.size() != 1) {
                    throw new WireFault(WireFault.Kind.BROKEN);
                }
                root = inner.getFirst();
            }
            return XmlDocuments.tree(root);
        } catch (WireFault noXml) {
            throw new InvalidRequest("malformed-xml", List.of(FieldError.of("", "malformed-xml")));
        }
    }
}
