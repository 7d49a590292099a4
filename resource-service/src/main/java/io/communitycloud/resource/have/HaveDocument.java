package io.communitycloud.resource.have;

import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.resource.have.HaveHospital.Beds;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Hospital status in the XML of EDXL-HAVE 1.0 (OASIS, 2008).
 *
 * <p>Written after the text of the standard; its XSD is not shipped here and nothing is validated against it. Only what is
 * known is written: of emergency departments, services and resources this service keeps nothing and so says nothing.
 */
final class HaveDocument {

    static final String HAVE = "urn:oasis:names:tc:emergency:EDXL:HAVE:1.0";
    private static final String XNL = "urn:oasis:names:tc:ciq:xnl:3";
    private static final String AVAILABLE = "Vacant/Available";
    private static final String NOT_AVAILABLE = "NotAvailable";
    private static final DateTimeFormatter CITY_TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneId.of("Asia/Shanghai"));

    private HaveDocument() {}

    static String write(List<HaveHospital> hospitals) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.setPrefix("have", HAVE);
            xml.setPrefix("xnl", XNL);
            xml.writeStartElement(HAVE, "HospitalStatus");
            xml.writeNamespace("have", HAVE);
            xml.writeNamespace("xnl", XNL);
            for (HaveHospital hospital : hospitals) {
                write(hospital, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            return text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a text in memory takes whatever is written", impossible);
        }
    }

    private static void write(HaveHospital hospital, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement(HAVE, "Hospital");
        xml.writeStartElement(HAVE, "Organization");
        xml.writeStartElement(HAVE, "OrganizationInformation");
        xml.writeStartElement(XNL, "OrganisationName");
        xml.writeAttribute("xnl", XNL, "ID", hospital.id());
        xml.writeStartElement(XNL, "NameElement");
        xml.writeCharacters(hospital.name());
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeStartElement(HAVE, "HospitalBedCapacityStatus");
        for (Beds beds : hospital.beds()) {
            write(beds, xml);
        }
        xml.writeEndElement();
        if (hospital.updatedAt() != null) {
            element(xml, "LastUpdateTime", CITY_TIME.format(hospital.updatedAt()));
        }
        xml.writeEndElement();
    }

    private static void write(Beds beds, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement(HAVE, "BedCapacity");
        element(xml, "BedType", beds.type());
        xml.writeStartElement(HAVE, "Capacity");
        Integer available = beds.available();
        if (available != null) {
            element(xml, "CapacityStatus", available > 0 ? AVAILABLE : NOT_AVAILABLE);
            element(xml, "AvailableCount", available.toString());
        }
        count(xml, "BaselineCount", beds.baseline());
        count(xml, "AdditionalCapacityCount24Hr", beds.within24Hours());
        count(xml, "AdditionalCapacityCount72Hr", beds.within72Hours());
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void count(XMLStreamWriter xml, String name, @Nullable Integer number) throws XMLStreamException {
        if (number != null) {
            element(xml, name, number.toString());
        }
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(HAVE, name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /**
     * Reads what another system says.
     *
     * @throws InvalidRequest where it is no XML, carries a document type, or is of another kind
     */
    static List<HaveHospital> read(String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
            return new Reading().all(xml);
        } catch (XMLStreamException | NumberFormatException | DateTimeParseException malformed) {
            throw InvalidRequest.field("", "malformed-have");
        }
    }

    private static final class Reading {

        private final List<HaveHospital> hospitals = new ArrayList<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final Map<String, String> capacity = new HashMap<>();
        private List<Beds> beds = new ArrayList<>();
        private String id = "";
        private String name = "";
        private @Nullable Instant updatedAt;

        List<HaveHospital> all(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(xml);
                    case XMLStreamConstants.CHARACTERS -> say(xml.getText().strip());
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type is not taken");
                    default -> {
                        // Comments and the like say nothing.
                    }
                }
            }
            return hospitals;
        }

        private void begin(XMLStreamReader xml) throws XMLStreamException {
            String element = xml.getLocalName();
            if (open.isEmpty() && !(element.equals("HospitalStatus") && HAVE.equals(xml.getNamespaceURI()))) {
                throw new XMLStreamException("not a hospital status of EDXL-HAVE 1.0");
            }
            switch (element) {
                case "Hospital" -> {
                    beds = new ArrayList<>();
                    id = "";
                    name = "";
                    updatedAt = null;
                }
                case "BedCapacity" -> capacity.clear();
                case "OrganisationName" -> {
                    String given = xml.getAttributeValue(XNL, "ID");
                    id = given == null ? "" : given;
                }
                default -> {
                    // Its text or nothing is of interest.
                }
            }
            open.push(element);
        }

        private void say(String text) {
            if (text.isEmpty() || open.isEmpty()) {
                return;
            }
            String element = open.element();
            switch (element) {
                case "NameElement" -> name = text;
                case "LastUpdateTime" -> updatedAt = OffsetDateTime.parse(text).toInstant();
                default -> capacity.put(element, text);
            }
        }

        private void end() {
            switch (open.pop()) {
                case "BedCapacity" ->
                    beds.add(new Beds(
                            capacity.getOrDefault("BedType", ""),
                            available(),
                            number("BaselineCount"),
                            number("AdditionalCapacityCount24Hr"),
                            number("AdditionalCapacityCount72Hr")));
                case "Hospital" -> hospitals.add(new HaveHospital(id, name, List.copyOf(beds), updatedAt));
                default -> {
                    // Nothing ends with it.
                }
            }
        }

        private @Nullable Integer available() {
            Integer counted = number("AvailableCount");
            return counted == null && NOT_AVAILABLE.equals(capacity.get("CapacityStatus"))
                    ? Integer.valueOf(0)
                    : counted;
        }

        private @Nullable Integer number(String element) {
            String text = capacity.get(element);
            return text == null ? null : Integer.valueOf(text);
        }
    }
}
